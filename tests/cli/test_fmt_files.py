"""What `fmt` does to the files that it rewrites."""

import os
import stat

POLICY = "policy stalls {\n  currency CNY\n  entity stall { key id : text  fee : money }\n  define twice for stall = fee * 2 }\n"


def test_a_link_stays_and_its_file_is_rewritten(desk):
    file = desk.write("policy.remit", POLICY)
    os.chmod(file, 0o600)
    link = desk.directory / "link.remit"
    link.symlink_to("policy.remit")
    again = desk.directory / "again.remit"
    again.symlink_to("link.remit")
    assert desk.remit("fmt", "again.remit").status == 0
    assert link.is_symlink() and again.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert desk.remit("fmt", "--check", "policy.remit", "link.remit").status == 0
    assert file.read_text() != POLICY
    assert sorted(each.name for each in file.parent.iterdir() if "new" in each.name) == []


def test_every_mode_stays(desk):
    for mode in (0o600, 0o640, 0o444, 0o755):
        file = desk.write("policy.remit", POLICY)
        os.chmod(file, mode)
        assert desk.remit("fmt", "policy.remit").status == 0
        assert stat.S_IMODE(file.stat().st_mode) == mode
        file.unlink()


def test_a_file_in_the_layout_is_left_alone(desk):
    file = desk.write("policy.remit", POLICY)
    assert desk.remit("fmt", "policy.remit").status == 0
    os.utime(file, (1, 1))
    assert desk.remit("fmt", "policy.remit").status == 0
    assert file.stat().st_mtime == 1


def test_the_script_is_kept_or_chosen(desk):
    simplified, traditional = "政策 试行 {\n  货币 元\n}\n", "政策 试行 {\n  貨幣 元\n}\n"
    file = desk.write("policy.remit", traditional)
    assert desk.remit("fmt", "policy.remit").status == 0 and file.read_text() == traditional
    assert desk.remit("fmt", "--keywords", "zh", "policy.remit").status == 0 and file.read_text() == simplified
    assert desk.remit("fmt", "--keywords", "zh-Hant", "policy.remit").status == 0 and file.read_text() == traditional
