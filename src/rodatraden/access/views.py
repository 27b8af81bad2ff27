"""Accounts and the posts they hold; and signing in by role, where the program shows a made-up municipality."""

from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rodatraden.access import forms, queries
from rodatraden.access.words import RIGHTS
from rodatraden.identity import actions as accounts
from rodatraden.identity import queries as identity
from rodatraden.organisation import queries as organisation
from rodatraden.organisation import words
from rodatraden.organisation.rules.addresses import post_address
from rodatraden.ui import tables
from rodatraden.ui.pages import Request, onward, page, reads, require, writes
from rodatraden.ui.shapes import Link
from rodatraden.ui.tables import Column, Form, Row, Table
from rodatraden.ui.views import wrong


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: which right is missing, in words, and whom to ask."""
    right = str(exception or "")
    return wrong(request, "ui/not_allowed.html", 403, right=str(RIGHTS.get(right, right)))


@writes
def demo(request: Request) -> HttpResponse:
    """Choose a role and be signed in, without a password. There is no such page outside the demo."""
    if not settings.RODATRADEN_DEMO:
        raise Http404(_("Roles can be chosen freely only in the demo."))
    if request.method == "POST":
        account = identity.account(request.POST.get("account", ""))
        if account is not None:
            login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(onward(request))
    everyone = queries.role_accounts(on=request.days.today)
    units = organisation.units(on=request.days.today, known=request.days.today).units
    by_role = [
        (words.ROLES[role], [(each, units[each.post.unit].name) for each in accounts if each.post.unit in units])
        for role, accounts in groupby(everyone, key=lambda each: each.role)
    ]
    crumbs = [Link(_("Sign in"), "/logga-in"), Link(_("Choose a role"))]
    return page(request, "access/demo.html", by_role=by_role, onward=onward(request), crumbs=crumbs)


@reads
def register(request: Request, form: Form = "page") -> HttpResponse:
    """Every account that holds a post today, with its widest role."""
    require(request.user, "identity.account.manage")
    columns = [
        Column("account", _("Account"), "link"),
        Column("label", _("Shown as")),
        Column("post", _("Post"), "link"),
        Column("role", _("Role in the system")),
    ]
    rows = [
        Row(
            (
                Link(each.account.username, f"/konton/{each.account.username}"),
                each.account.label,
                Link(each.post.title, post_address(each.post.code)),
                str(words.ROLES[each.role]),
            )
        )
        for each in queries.role_accounts(on=request.days.today)
    ]
    table = Table("konton", _("Accounts"), columns, rows)
    if form != "page":
        return tables.answer(table, form, request.days)
    return page(request, "access/register.html", table=table)


@writes
def account(request: Request, username: str) -> HttpResponse:
    """Give an account a password. What it may do follows from its posts and is not set here."""
    require(request.user, "identity.account.manage")
    found = identity.account(username)
    if found is None:
        raise Http404(_("There is no account called %(name)s.") % {"name": username})
    form = forms.NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.set_password(account=found, password=form.cleaned_data["password"], by=str(request.user))
        messages.success(request, _("%(name)s can now sign in with the new password.") % {"name": found.label})
        return redirect("access:register")
    crumbs = [Link(_("Accounts"), "/konton"), Link(found.username)]
    held = queries.posts_held([found.pk], on=request.days.today).get(found.pk, [])
    posts = [(Link(each.title, post_address(each.code)), words.ROLES[each.role]) for each in held]
    return page(request, "access/account.html", account=found, posts=posts, form=form, crumbs=crumbs)
