from flask import Response

from app.web import access
from app.web.files.pictures import serve_hashed
from app.web.partners.blueprint import blueprint


@blueprint.get("/logos/<name>.png")
@access.public
def logo(name: str) -> Response:
    return serve_hashed("logos", f"{name}.png", pattern="[0-9a-f]{40}", media_type="image/png")
