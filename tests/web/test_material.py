"""One material at its permanent address: to the byte, inert, and only for those who may have it."""

from tests.support import library

DATA = bytes(range(256)) * 4096
PDF = b"%PDF-1.7\n" + DATA


def test_a_file_arrives_whole_and_cannot_do_anything(client):
    event = library.event()
    one = library.material(event, PDF, title="Doze recifes: um só dado?")
    answer = client.get(f"/events/twelve-reefs/materials/{one.public_id}", follow_redirects=True)
    assert (answer.status_code, answer.data) == (200, PDF)
    name = "twelve-reefs-presentation-doze-recifes-um-s"
    assert {
        key: answer.headers[key]
        for key in ("Content-Type", "X-Content-Type-Options", "Content-Disposition", "Accept-Ranges")
    } == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f"inline; filename=\"{name}o-dado.pdf\"; filename*=UTF-8''{name}%C3%B3-dado.pdf",
        "Accept-Ranges": "bytes",
    }
