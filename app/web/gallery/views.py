from flask import render_template
from werkzeug.datastructures import MultiDict

from app.web import access
from app.web.gallery import samples
from app.web.gallery.blueprint import blueprint
from app.web.gallery.forms import EveryFieldForm


@blueprint.get("/components")
@access.public
def components() -> str:
    """Show what pages are made of; nothing here is stored or sent."""
    wrong = EveryFieldForm(
        MultiDict({f"wrong-{name}": text for name, text in samples.WRONG_FORM.items()}), prefix="wrong"
    )
    wrong.validate()
    return render_template(
        "gallery/components.html",
        form=EveryFieldForm(prefix="plain", data=samples.FILLED_FORM),
        wrong=wrong,
        whens=samples.whens(),
        people=samples.PEOPLE,
        address=lambda page: f"/components?page={page}#desk",
    )
