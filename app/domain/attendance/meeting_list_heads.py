"""What meeting tools write above their columns, and where they say that somebody did not come."""

from collections.abc import Mapping, Sequence

from app.domain.people.names import name_key

_LABELS: Mapping[str, str] = {
    "name": "Name, Full name, User name, Username, Display name, Participant, Participant name, "
    "Attendee name, Attendee, User, Nom complet, Nom d'utilisateur, Nom du participant, "
    "Utilisateur, Nombre completo, Nombre de usuario, Nombre del participante, "
    "Vollständiger Name, Benutzername, Teilnehmer, Nome completo, Nome utente, Nome, Полное имя, "
    "Имя пользователя, Участник, Имя участника, الاسم الكامل, الاسم, اسم المستخدم, اسم المشارك, "
    "姓名, 全名, 名称, 用户名, 参会者, 参与者, 与会者, 氏名, 名前, Volledige naam, Naam, "
    "Ad Soyad, Imię i nazwisko, Namn, Navn, Tên, 이름",
    "first": "First name, Given name, Prénom, Nombre, Vorname, Имя, الاسم الأول, 名字, 名",
    "last": "Last name, Surname, Family name, Nom de famille, Apellido, Apellidos, Nachname, "
    "Familienname, Cognome, Sobrenome, Фамилия, اسم العائلة, 姓, 姓氏",
    "nom": "Nom",
    "email": "Email, E-mail, Mail, User email, Email address, E-mail address, Attendee email, "
    "Participant email, Participant ID (UPN), UPN, Adresse e-mail, Courriel, "
    "Adresse de courriel, Correo electrónico, Correo, E-Mail-Adresse, Indirizzo e-mail, "
    "Endereço de e-mail, Электронная почта, Эл. почта, Адрес электронной почты, "
    "البريد الإلكتروني, عنوان البريد الإلكتروني, 电子邮件, 电子邮箱, 邮箱, 邮件, メール, "
    "メールアドレス, E-post, E-posta, 이메일",
    "attended": "Attended, Attendance, Attendance status, Present, A participé, Présent, Participation, "
    "Asistió, Asistencia, Teilgenommen, Anwesend, Ha partecipato, Participou, Участвовал, "
    "Присутствовал, Присутствие, حضر, الحضور, 已参加, 是否参加, 出席",
    "waiting": "In waiting room, Waiting room, En salle d'attente, En sala de espera, Im Warteraum, "
    "В зале ожидания, في غرفة الانتظار, 在等候室中, 等候室",
    "joined": "Join time, First join, First join time, Joined, Joined at, Join, Première connexion, "
    "Heure de connexion, Primera unión, Hora de entrada, Erster Beitritt, Beitrittszeit, "
    "Первое подключение, Время входа, وقت الانضمام, أول انضمام, 首次加入时间, 首次加入, 加入时间",
}
_KNOWN = {name_key(label): column for column, labels in _LABELS.items() for label in labels.split(", ")}

_NO = (
    "No, Nein, Non, Não, Нет, لا, 否, いいえ, N, False, 0, Absent, Absente, Ausente, Did not attend, "
    "Not attended, No show, Missed, Nicht teilgenommen, Abwesend, Отсутствовал, غائب, 缺席, 未参加"
)
_SAYS_NO = frozenset(map(name_key, _NO.split(", ")))
_SAYS_YES = frozenset(map(name_key, ("Yes", "Ja", "Oui", "Sí", "Sim", "Да", "نعم", "是", "True", "1")))


def columns(cells: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, by the labels of `_LABELS`; empty for a row that is no head."""
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        for label in (cell, cell.partition("(")[0]):  # "User Name (Original Name)"
            known = _KNOWN.get(name_key(label.replace("_", " ")))
            if known:
                found.setdefault(known, number)
                break
    if "nom" in found:  # a French family name where given names have a column, else the whole name
        found.setdefault("last" if "first" in found else "name", found.pop("nom"))
    return found if {"name", "first", "email"} & found.keys() else {}


def did_not_come(said: Mapping[str, str], *, has_times: bool) -> bool:
    """Whether a row says so: not attended, only in the waiting room, or no time where others have theirs."""
    if name_key(said.get("attended", "")) in _SAYS_NO or name_key(said.get("waiting", "")) in _SAYS_YES:
        return True
    return has_times and "joined" in said and not any(map(str.isdigit, said["joined"]))
