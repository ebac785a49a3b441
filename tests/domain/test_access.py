"""Who may do what, written out: whoever changes the table in the program has to change it here, too."""

from app.domain.access import TEAM_ROLES, Action, Role, may, roles_that_may

ROLES = ["lead", "producer", "co_organiser", "partner", "supporter", "speaker", "attendee", "stranger"]
RIGHTS = """
see_public           yes  yes  yes  yes  yes  yes  yes  yes
see_draft            yes  yes  yes  yes  yes  no   no   no
see_history          yes  yes  yes  no   no   no   no   no
comment              yes  yes  yes  yes  no   no   no   no
edit                 yes  no   no   no   no   no   no   no
schedule             yes  no   no   no   no   no   no   no
publish              yes  no   no   no   no   no   no   no
edit_organisations   yes  no   no   no   no   no   no   no
edit_people          yes  yes  no   no   no   no   no   no
edit_agenda          yes  yes  no   no   no   no   no   no
edit_materials       yes  yes  no   no   no   no   no   no
edit_summary         yes  no   no   no   no   no   no   no
edit_team            yes  no   no   no   no   no   no   no
keep_records         yes  no   no   no   no   no   no   no
see_registrations    yes  yes  yes  no   no   no   no   no
edit_own_part        yes  yes  yes  yes  yes  yes  yes  no
sign_off             no   no   yes  yes  yes  no   no   no
join                 yes  yes  yes  yes  no   yes  yes  no
"""
TABLE = {line.split()[0]: line.split()[1:] for line in RIGHTS.strip().splitlines()}


def test_the_table_of_rights_is_the_one_written_here():
    asked = {
        action.value: ["yes" if may(Role(role), action) else "no" for role in ROLES] for action in Action
    }
    assert asked == TABLE
    assert [role.value for role in Role if role.value not in ROLES] == []


def test_only_three_roles_are_given_to_members_of_a_team():
    assert [role.value for role in TEAM_ROLES] == ["lead", "co_organiser", "producer"]
    assert {action.value: [role.value for role in roles_that_may(action)] for action in Action} == {
        action: [role for role in ("lead", "co_organiser", "producer") if row[ROLES.index(role)] == "yes"]
        for action, row in TABLE.items()
    }
