"""The addresses of the resident's pages."""

from django.urls import path, register_converter

from sportello.channels.web import (
    bills,
    cases,
    certificates,
    consents,
    deadlines,
    denials,
    devices,
    drafts,
    folder,
    installing,
    interviews,
    joint,
    lockers,
    mandates,
    maps,
    offline,
    own_data,
    papers,
    preferences,
    proof,
    start,
)


class AnswerPath:
    """A path of the interview: `tenure`, `household`, `household.0.name`."""

    regex = r"[a-z][a-z0-9_]*(?:\.[0-9]{1,3}\.[a-z][a-z0-9_]*)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AnswerPath, "answer_path")

app_name = "web"
urlpatterns = [
    path("", start.start, name="start"),
    path("services", start.list_services, name="services"),
    path("services/<slug:service>", start.show_service, name="service"),
    path("services/<slug:service>/begin", start.begin, name="begin"),
    path("help", start.list_answers, name="answers"),
    path("help/<slug:answer>", start.show_answer, name="answer"),
    path("apply/<uuid:draft>", interviews.go_on, name="go_on"),
    path("apply/<uuid:draft>/<answer_path:path>", interviews.ask, name="ask"),
    path("drafts/<uuid:draft>/check", drafts.check, name="check"),
    path("drafts/<uuid:draft>/send", drafts.send, name="send"),
    path("drafts/<uuid:draft>/save", drafts.save, name="save"),
    path("drafts/<uuid:draft>/upgrade", drafts.upgrade, name="upgrade"),
    path("drafts/<uuid:draft>/discard", drafts.discard, name="discard"),
    path("resume", drafts.resume, name="resume"),
    path("resume/<str:code>", drafts.resume_link, name="resume_link"),
    path("track", cases.track, name="track"),
    path("track/<str:reference>/<str:code>", cases.track_link, name="track_link"),
    path("cases/<uuid:case>", cases.show, name="case"),
    path("cases/<uuid:case>/receipt", cases.receipt, name="receipt"),
    path("cases/<uuid:case>/answer/<uuid:inquiry>", cases.answer, name="answer_inquiry"),
    path("cases/<uuid:case>/papers", cases.add_papers, name="add_papers"),
    path("cases/<uuid:case>/withdraw", cases.withdraw, name="withdraw"),
    path("cases/<uuid:case>/appeal", cases.appeal, name="appeal"),
    path("cases/<uuid:case>/reopen", cases.reopen, name="reopen"),
    path("cases/<uuid:case>/invite", joint.invite, name="invite"),
    path("cases/<uuid:case>/invite/back", joint.take_back, name="take_back"),
    path("files/<uuid:file>", papers.read_file, name="file"),
    path("documents/<uuid:document>", papers.read_document, name="document"),
    path("verify", papers.verify, name="verify"),
    path("verify/<str:code>", papers.verified, name="verified"),
    path("my", folder.mine, name="mine"),
    path("bills", bills.list_bills, name="bills"),
    path("bills/<uuid:bill>", bills.show, name="bill"),
    path("bills/<uuid:bill>/pay", bills.pay, name="pay_bill"),
    path("bills/receipts/<slug:number>", bills.show_receipt, name="counter_receipt"),
    path("bills/paid/<uuid:checkout>", bills.come_back, name="bill_paid"),
    path("webhooks/stripe", bills.hear, name="stripe_notices"),
    path("my/data", own_data.show_data, name="own_data"),
    path("my/household", own_data.show_household, name="household"),
    path("my/data/wrong", own_data.report_error, name="report_error"),
    path("my/papers", certificates.list_papers, name="own_papers"),
    path("my/papers/<uuid:document>/void", certificates.give_up, name="give_up"),
    path("my/consents", consents.list_consents, name="consents"),
    path("my/consents/give", consents.give, name="give_consent"),
    path("my/consents/withdraw", consents.withdraw, name="withdraw_consent"),
    path("my/entitlements", consents.list_entitlements, name="entitlements"),
    path("my/locker", lockers.show, name="locker"),
    path("my/locker/delete", lockers.delete, name="delete_kept"),
    path("my/permits", certificates.list_permits, name="permits"),
    path("my/certificates/<slug:service>", certificates.get, name="get_certificate"),
    path("my/certificates/case/<uuid:case>", certificates.wait, name="certificate"),
    path("my/inbox", own_data.list_letters, name="inbox"),
    path("my/inbox/<uuid:message>", own_data.read_letter, name="letter"),
    path("my/inbox/<uuid:message>/reply", own_data.reply, name="reply"),
    path("my/looks", own_data.list_looks, name="own_looks"),
    path("my/dates", deadlines.list_deadlines, name="deadlines"),
    path("my/dates/feed", deadlines.make_feed, name="make_feed"),
    path("my/dates/feed/end", deadlines.end_feed, name="end_feed"),
    path("calendar/<str:language>/<str:code>.ics", deadlines.read_feed, name="feed"),
    path("my/export", own_data.export, name="export"),
    path("my/erase", own_data.erase, name="erase"),
    path("my/mandates", mandates.list_mandates, name="mandates"),
    path("my/mandates/new", mandates.propose, name="propose_mandate"),
    path("my/mandates/code", mandates.answer, name="answer_mandate"),
    path("my/mandates/<uuid:mandate>/revoke", mandates.revoke, name="revoke_mandate"),
    path("my/joint", joint.answer, name="join"),
    path("my/acting", mandates.act, name="act"),
    path("my/preferences", preferences.change, name="preferences"),
    path("my/preferences/devices", devices.add, name="add_device"),
    path("my/preferences/devices/<uuid:device>/end", devices.end, name="end_device"),
    path("my/device", offline.show, name="device"),
    path("my/device/kept", offline.list_kept, name="kept"),
    path("offline", offline.show_offline, name="offline"),
    path("not-me/<uuid:message>/<str:token>", denials.not_me, name="not_me"),
    path("my/claim/found", folder.claim_found, name="claim_found"),
    path("my/claim", folder.claim, name="claim"),
    path("language/<str:language>", folder.speak, name="speak"),
    path("record", proof.show_record, name="record"),
    path("map.svg", maps.picture, name="map"),
    path("manifest.webmanifest", installing.show_manifest, name="manifest"),
    path("worker.js", installing.show_worker, name="worker"),
    path("robots.txt", installing.show_robots, name="robots"),
]
