"""SHA-256 as the standard has it, whoever computes it."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from circle.digest import sha256_hex


def test_the_standards_own_example():
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256_hex("abc") == known


@given(st.text())
def test_it_is_what_openssl_makes_of_the_same_text(text: str):
    assert sha256_hex(text) == hashlib.sha256(text.encode()).hexdigest()
