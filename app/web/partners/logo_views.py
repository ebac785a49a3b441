from flask import Response

from app.web import access
from app.web.partners import blueprint
from app.web.pictures import serve_hashed


@blueprint.get("/logos/<name>.png")
@access.public
def logo(name: str) -> Response:
    return serve_hashed("logos", f"{name}.png", pattern="[0-9a-f]{40}", media_type="image/png")
