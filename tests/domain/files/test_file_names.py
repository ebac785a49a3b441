"""Names that files are given when they leave, in every script and in both forms of the header."""

import pytest

from app.domain.files.file_names import content_disposition, download_name, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Doze recifes: um só dado?", "doze-recifes-um-só-dado"),
        ("../../etc/passwd", "etc-passwd"),
        ("“Reefs” — and\tseas", "reefs-and-seas"),
        ("サンゴ礁 12", "サンゴ礁-12"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("e\u0301té", "été"),
        ("\x00\r\n", ""),
        ("", ""),
    ],
)
def test_words_stay_in_every_script_and_signs_become_hyphens(text, plain):
    assert words(text) == plain


def test_a_name_says_event_kind_and_title():
    assert download_name("twelve-reefs", "concept_note", "Reefs & seas", "pdf") == (
        "twelve-reefs-concept-note-reefs-seas.pdf"
    )
    assert download_name("twelve-reefs", "flyer", "", "") == "twelve-reefs-flyer"


@pytest.mark.parametrize("sign", ["x", "é", "珊", "👩\u200d🔬"])
def test_a_long_title_is_cut_between_characters_and_the_ending_stays(sign):
    name = download_name("reefs", "flyer", sign * 300, "pdf")
    assert len(name.encode()) <= 144
    assert (name.endswith(".pdf"), "\ufffd" in name) == (True, False)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("reefs.pdf", 'attachment; filename="reefs.pdf"'),
        ("été-1.pdf", "attachment; filename=\"ete-1.pdf\"; filename*=UTF-8''%C3%A9t%C3%A9-1.pdf"),
        ("珊瑚.pdf", "attachment; filename=\".pdf\"; filename*=UTF-8''%E7%8F%8A%E7%91%9A.pdf"),
        ('a"b\\c.pdf', "attachment; filename=\"abc.pdf\"; filename*=UTF-8''a%22b%5Cc.pdf"),
    ],
)
def test_a_header_names_the_file_for_old_readers_and_for_new_ones(name, header):
    assert content_disposition(name, inline=False) == header
    assert content_disposition(name, inline=True) == header.replace("attachment", "inline", 1)
