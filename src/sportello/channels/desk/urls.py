"""The addresses of the desk, all under /desk/."""

from django.urls import path

from sportello.channels.desk import cases, counter, door, editions, finding, parties, post, proof, queue, tasks

app_name = "desk"
urlpatterns = [
    path("", queue.show, name="queue"),
    path("take-next", queue.take_next, name="take_next"),
    path("sign-in", door.sign_in, name="sign_in"),
    path("find", finding.find, name="find"),
    path("counter", counter.find, name="counter"),
    path("counter/open", counter.open_for, name="open_account"),
    path("counter/<uuid:account>", counter.see, name="account"),
    path("counter/<uuid:account>/identify", counter.identify, name="identify"),
    path("counter/<uuid:account>/folder", counter.open_folder, name="folder"),
    path("counter/<uuid:account>/recover", counter.recover, name="recover"),
    path("counter/recoveries/<uuid:waiting>", counter.confirm, name="recovery"),
    path("letters", post.show, name="post"),
    path("letters/<uuid:batch>/print", post.print_batch, name="print_letters"),
    path("letters/<uuid:batch>/posted", post.mark_posted, name="letters_posted"),
    path("cases/<uuid:case>", cases.show, name="case"),
    path("cases/<uuid:case>/beside/<uuid:other>", cases.compare, name="beside"),
    path("cases/<uuid:case>/files/<uuid:file>", cases.read_file, name="file"),
    path("cases/<uuid:case>/documents/<uuid:document>", cases.read_document, name="document"),
    path("cases/<uuid:case>/documents/<uuid:document>/revoke", cases.revoke, name="revoke"),
    path("cases/<uuid:case>/note", cases.note, name="note"),
    path("cases/<uuid:case>/tasks/<uuid:task>/<slug:deed>", tasks.do, name="deed"),
    path("tasks/<uuid:task>", tasks.entrusted, name="task"),
    path("editions", editions.show, name="editions"),
    path("editions/<int:edition>", editions.show_one, name="edition"),
    path("editions/<int:edition>/approve", editions.approve, name="approve"),
    path("editions/<int:edition>/reject", editions.reject, name="reject"),
    path("parties", parties.show, name="parties"),
    path("parties/add", parties.add, name="add_party"),
    path("parties/<uuid:party>", parties.show_one, name="party"),
    path("parties/<uuid:party>/approve", parties.approve, name="approve_party"),
    path("parties/<uuid:party>/end", parties.end, name="end_party"),
    path("record", proof.show, name="record"),
]
