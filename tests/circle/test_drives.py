"""Sticks, as Linux lists what is mounted."""

from __future__ import annotations

from pathlib import Path

from circle.drives import Drive, drive_of, drives_in, removable_drives

MOUNTS = r"""
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sdb1 /media/sam/SAM\040STICK vfat rw,nosuid 0 0
/dev/sdc1 /run/media/sam/NOTES exfat rw 0 0
/dev/sr0 /media/sam/CDROM iso9660 ro 0 0
/dev/sda3 /home ext4 rw 0 0
tmpfs /media/tmpfs tmpfs rw 0 0
short line
"""


def test_a_stick_is_called_by_its_name_and_a_disc_is_none() -> None:
    assert drives_in(MOUNTS) == (
        Drive("SAM STICK", Path("/media/sam/SAM STICK")),
        Drive("NOTES", Path("/run/media/sam/NOTES")),
    )


def test_a_folder_on_a_stick_is_known_to_be_there() -> None:
    sticks = drives_in(MOUNTS)
    assert drive_of(Path("/media/sam/SAM STICK/notes"), sticks) == sticks[0]
    assert drive_of(Path("/home/sam"), sticks) is None


def test_asking_this_system_never_fails() -> None:
    assert all(one.path.is_dir() for one in removable_drives())
