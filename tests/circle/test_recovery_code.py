"""A recovery code: every slip of a letter or of two neighbours is noticed, and no slip is invented."""

import random

import pytest

from circle.errors import Wrong
from circle.recovery_code import LENGTH, SYMBOLS, in_groups, is_like_a_code, new_code, read_code


def samples(n: int = 20) -> list[str]:
    return [read_code(new_code()) for _each in range(n)]


def test_a_code_is_five_groups_of_five_without_look_alikes():
    for code in (new_code() for _each in range(200)):
        assert [len(group) for group in code.split("-")] == [5] * 5
        assert not set(code) & set("01ILOSZ")


def test_no_two_codes_are_the_same_and_all_symbols_come():
    codes = samples(300)
    assert len(set(codes)) == 300
    assert set("".join(codes)) == set(SYMBOLS)


def test_every_wrong_symbol_is_noticed():
    for code in samples():
        for at in range(LENGTH):
            wrong = {code[:at] + other + code[at + 1 :] for other in SYMBOLS} - {code}
            assert len(wrong) == len(SYMBOLS) - 1
            assert not any(map(is_like_a_code, wrong))


def test_every_swap_of_two_symbols_is_noticed():
    for code in samples():
        for first in range(LENGTH):
            for second in range(first + 1, LENGTH):
                symbols = [*code]
                symbols[first], symbols[second] = symbols[second], symbols[first]
                swapped = "".join(symbols)
                assert is_like_a_code(swapped) is (swapped == code)


def test_it_is_read_however_it_is_typed():
    chance = random.Random(5)
    for code in samples(50):
        looks = code.replace("5", "s").replace("2", "z").lower()
        typed = "".join(letter + chance.choice(("", " ", "-", " – ", "\n")) for letter in looks)
        assert read_code(typed) == code
        assert read_code(in_groups(code)) == code


@pytest.mark.parametrize("letter", ["0", "1", "I", "l", "O", "?", "é"])
def test_a_letter_that_is_in_no_code_is_named(letter: str):
    typed = letter + samples(1)[0][1:]
    with pytest.raises(Wrong, match=f"“{letter.upper()}” is in no recovery code"):
        read_code(typed)


def test_how_many_letters_there_are_is_said_when_some_are_missing():
    code = samples(1)[0]
    with pytest.raises(Wrong, match="has 25 letters and digits, and here are 24"):
        read_code(code[:-1])
    with pytest.raises(Wrong, match="26"):
        read_code(code + "A")
    assert not is_like_a_code("")
