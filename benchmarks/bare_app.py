"""The baseline: a Flask view that returns a file template, nothing else. BARE_TEMPLATES names its folder."""

import os

from flask import Flask, Response, render_template

app = Flask(__name__, template_folder=os.environ["BARE_TEMPLATES"])


@app.get("/page")
def page() -> str:
    return render_template("page.html")


@app.get("/file")
def file() -> Response:
    return Response(render_template("file.ics"), content_type="text/calendar")
