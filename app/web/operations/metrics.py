"""/metrics: what stands in the database, for a program that watches; every web process answers the same."""

from hmac import compare_digest

from flask import Response, abort, current_app, request

from app.config import Settings
from app.extensions import limiter
from app.web import access
from app.web.operations.blueprint import blueprint


@blueprint.get("/metrics")
@access.public
@limiter.exempt
def metrics() -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    if settings.metrics_token is None:
        abort(404)
    given = request.authorization.token if request.authorization else None
    if not compare_digest((given or "").encode(), settings.metrics_token.encode()):
        abort(403)
    from app.web.operations import metric_families  # its library costs 1 MB that only the watched need

    answer = Response(metric_families.as_text(), content_type=metric_families.CONTENT_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer
