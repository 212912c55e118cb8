"""Drafts, cases and what belongs to them. Answers and free text are sealed under the case's own key."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from sportello.store.accounts import Account, Party


class Draft(models.Model):
    """An application not yet sent. `code_index` finds it by its resume code; the code itself is not kept."""

    id = models.UUIDField(primary_key=True)
    service = models.CharField(max_length=60)
    edition = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=20)
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE)
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    code_index = models.BinaryField(unique=True)
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    case = models.ForeignKey("Case", null=True, on_delete=models.CASCADE)


class DraftContact(models.Model):
    """A blind index of a phone number or e-mail address in a draft that is nobody's: its writer may claim it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="contacts")
    index = models.BinaryField(db_index=True)


class Case(models.Model):
    """An application the city took in. `finds` are blind indexes; `journey` the sealed state of the
    steps, absent until they begin.

    `co_party` is who joined it as co-applicant: from then on it is reached by signing in, and its secret opens nothing.
    `idempotency` is a keyed hash of service, client and the client's key.
    """

    id = models.UUIDField(primary_key=True)
    reference = models.CharField(max_length=16)
    service = models.CharField(max_length=60)
    edition = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=20)
    client = models.UUIDField(null=True)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, db_index=False)
    co_party = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, db_index=False, related_name="cases_joined"
    )
    status = models.CharField(max_length=12)
    outcome = models.CharField(max_length=20, blank=True)
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)
    district = models.CharField(max_length=60, blank=True)
    sealed = models.BinaryField()
    secret_index = models.BinaryField()
    finds = ArrayField(models.BinaryField(), default=list)
    journey = models.BinaryField(null=True)
    idempotency = models.BinaryField(null=True, unique=True)
    body_hash = models.BinaryField(null=True)

    class Meta:
        indexes = (
            GinIndex(fields=["finds"], name="case_finds"),
            models.Index(fields=["party", "-submitted_at"], name="case_party", condition=Q(party__isnull=False)),
            models.Index(fields=["co_party"], name="case_co_party", condition=Q(co_party__isnull=False)),
            models.Index(fields=["keep_until"], name="case_keep", condition=Q(keep_until__isnull=False)),
        )
        constraints = (models.UniqueConstraint(fields=["reference"], name="case_reference"),)


class CaseKey(models.Model):
    """The case's key, wrapped for a party in it; without a party, for the applicant nobody has claimed.

    Intake writes it in one statement with its case, so the database is not asked whether there is one.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="keys", db_constraint=False)
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, db_index=False)
    wrapped = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["party"], name="casekey_party", condition=Q(party__isnull=False)),)


class OwnAnswers(models.Model):
    """What one of two applicants answered about themselves, sealed under a key of its own: erasing destroys both.

    `about` is a word of `core.parts.ABOUT`.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="own")
    about = models.CharField(max_length=12)
    wrapped_key = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "about"], name="own_once"),)


class Invitation(models.Model):
    """That whoever has the code that `code_index` hides may join the case, once they say yes."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE)
    code_index = models.BinaryField(unique=True)
    answer_by = models.DateTimeField()


class Decision(models.Model):
    """One decision with its sealed bundle; `hash` is the SHA-256 (hex) of the bundle in clear.

    Without a constraint on its case, for the same reason as `CaseKey`.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions", db_constraint=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    path = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20)
    hash = models.CharField(max_length=64)
    sealed = models.BinaryField()


OPEN = ~Q(status="done")
RARE = Q(kind="appeal") | Q(status="asking")
FILTERED = ("service", "kind", "status", "taken_by")


class Task(models.Model):
    """A step that waits for someone: a team, a partner, or the applicant (`asking`).

    The queue's indexes hold whatever a page of it is filtered by: a filter that leaves little of half a million open
    tasks reads the index alone, and what is rare has one of its own.

    `first_by` is the first of four eyes; once the second agreed it stays, with `first_sealed` gone.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    service = models.CharField(max_length=60)
    path = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    team = models.CharField(max_length=60, blank=True)
    partner = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10)
    taken_by = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="taken_tasks", db_index=False
    )
    first_by = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="first_tasks", db_index=False
    )
    first_sealed = models.BinaryField(null=True)
    details = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            *(
                models.Index(fields=[who, at, "id"], include=FILTERED, name=name, condition=OPEN & ~Q(**{who: ""}))
                for who, at, name in (
                    ("team", "due_at", "task_queue"),
                    ("team", "opened_at", "task_opened"),
                    ("partner", "due_at", "task_partner"),
                    ("partner", "opened_at", "task_partner_opened"),
                )
            ),
            models.Index(fields=["team", "due_at", "id"], name="task_rare", condition=OPEN & RARE),
            models.Index(
                fields=["taken_by", "due_at", "id"], name="task_mine", condition=OPEN & Q(taken_by__isnull=False)
            ),
        )
        constraints = (models.UniqueConstraint(fields=["case", "path"], name="task_open_once", condition=OPEN),)


class Note(models.Model):
    """What `staff` wrote for staff, or the `applicant` for them.

    An applicant's has the `party` whose words they are, the `mandate` under which somebody wrote them, and the
    `message` it is about, where there is one. No note goes with these, so they refer to nothing.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    written_by = models.CharField(max_length=10, db_default="staff")
    party = models.UUIDField(null=True)
    mandate = models.UUIDField(null=True)
    message = models.UUIDField(null=True)
    sealed = models.BinaryField()


class Inquiry(models.Model):
    """What the city asked the applicant about a task, and the answer."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="inquiries")
    task = models.ForeignKey(Task, on_delete=models.CASCADE)
    asked_at = models.DateTimeField()
    sealed = models.BinaryField()
    answered_at = models.DateTimeField(null=True)
    answer_sealed = models.BinaryField(null=True)


class Link(models.Model):
    """Two cases that have to do with each other: a likely `duplicate`, or a report `nearby`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=12)
    on = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "other", "kind"], name="link_once"),)


class Payment(models.Model):
    """A fee received for a case, as staff recorded it."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="payments")
    path = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=10)
    receipt = models.CharField(max_length=60)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
