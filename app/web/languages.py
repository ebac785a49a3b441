"""The languages that forms offer first; what a record already has is offered, too."""

LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "pt", "de", "it", "sw", "hi", "bn", "id", "ja", "ko", "tr")
