from flask import Response

from app.web import access
from app.web.pictures import serve_hashed
from app.web.speaking import blueprint


@blueprint.get("/photos/<name>.webp")
@access.public
def photo(name: str) -> Response:
    return serve_hashed("photos", f"{name}.webp", pattern="[0-9a-f]{40}-(128|512)", media_type="image/webp")
