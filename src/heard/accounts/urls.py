"""Addresses for signing in and out, for one's own account, and for people and their roles."""

from __future__ import annotations

from django.urls import path

from heard.accounts.views import accepting, own, people, sign_in

app_name = "accounts"
urlpatterns = [
    path("", own.account_view, name="account"),
    path("start/", own.start_view, name="start"),
    path("sign-in/", sign_in.sign_in_view, name="sign-in"),
    path("sign-in/code/", sign_in.code_view, name="code"),
    path("sign-in/link/<slug:token>/", sign_in.link_view, name="link"),
    path("sign-out/", own.sign_out_view, name="sign-out"),
    path("second-factor/", own.second_factor_view, name="second-factor"),
    path("sessions/", own.sessions_view, name="sessions"),
    path("sessions/<int:pk>/end/", own.session_end_view, name="session-end"),
    path("sessions/end-all/", own.everywhere_view, name="everywhere"),
    path("invitation/<slug:token>/", accepting.invitation_view, name="invitation"),
    path("people/", people.people_view, name="people"),
    path("people/invite/", people.invite_view, name="people-invite"),
    path(
        "people/invitations/<int:pk>/<slug:act>/", people.invitation_act_view, name="people-invited"
    ),
    path("people/<int:pk>/end/", people.membership_end_view, name="people-end"),
    path("people/<int:pk>/<slug:act>/", people.membership_act_view, name="people-act"),
    path("our-people/", people.our_people_view, name="our-people"),
    path("our-people/invite/", people.our_invite_view, name="our-people-invite"),
    path(
        "our-people/invitations/<int:pk>/<slug:act>/",
        people.our_invitation_act_view,
        name="our-people-invited",
    ),
    path("our-people/<int:pk>/end/", people.our_membership_end_view, name="our-people-end"),
]
