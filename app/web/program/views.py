from flask import render_template

from app.web import access
from app.web.program import blueprint


@blueprint.get("/")
@access.public
def home() -> str:
    return render_template("program/home.html")
