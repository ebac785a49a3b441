"""Lists of who was in a meeting, as the meeting tools export them."""

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Twelve reefs,11/03/2027 09:50:00 AM,11/03/2027 11:31:00 AM,amara@example.org,101,5

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Amara Okafor,amara@example.org,11/03/2027 09:50:00 AM,11/03/2027 11:31:00 AM,101,No
Bo L. (Bo Lindqvist),bo@example.org,11/03/2027 09:58:00 AM,11/03/2027 10:20:00 AM,22,Yes
Bo L. (Bo Lindqvist),BO@example.org,11/03/2027 10:23:00 AM,11/03/2027 11:30:00 AM,67,Yes
Chie Tanabe,,11/03/2027 10:01:00 AM,11/03/2027 10:30:00 AM,29,Yes
chie tanabe,,11/03/2027 10:31:00 AM,11/03/2027 11:30:00 AM,59,Yes
"""


TEAMS = (
    "1. Summary\nMeeting title\tTwelve reefs\nAttended participants\t3\n\n"
    "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Bo Lindqvist\t3/11/27, 9:58:00 AM\t3/11/27, 11:30:00 AM\t1h 32m\tbo@example.org\tbo@example.org\tHost\n"
    "Chie Tanabe (Guest)\t3/11/27, 10:01:00 AM\t3/11/27, 11:30:00 AM\t1h 29m\t\t\tAttendee\n\n"
    "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\n"
    "Bo Lindqvist\t3/11/27, 9:58:00 AM\t3/11/27, 10:20:00 AM\t22m\n"
    "Bo Lindqvist\t3/11/27, 10:23:00 AM\t3/11/27, 11:30:00 AM\t1h 7m\n"
)
