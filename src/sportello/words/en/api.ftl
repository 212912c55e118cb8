# What programs are told, and through them people.

api-title-400 = The request could not be read
api-title-401 = Not known who asks
api-title-403 = Not allowed
api-title-404 = Not found
api-title-405 = This cannot be done here
api-title-409 = Not possible as things stand
api-title-410 = No longer here
api-title-413 = Too large
api-title-415 = Not in a form we read
api-title-422 = Something needs attention
api-title-429 = Too many requests
api-title-500 = We failed
api-title-503 = Not possible just now
api-intake-busy = The city is taking in as many applications as it can just now. Nothing of this one was stored. Send it again after the seconds of Retry-After; with the same Idempotency-Key it is stored once.
api-server-crowded = So much is being sent at once that this request found no room. Nothing of it was read. Send it again after the seconds of Retry-After; with the same Idempotency-Key nothing is done twice.
api-assurance-too-low = This service has to know more surely who applies ({ $needs }) than this request shows. Nothing was stored. The resident applies on the web, signed in.
api-application-invalid =
    { $count ->
        [one] One answer needs attention. Nothing was stored; correct it and send everything again.
       *[other] { $count } answers need attention. Nothing was stored; correct them and send everything again.
    }
api-database-away = Our database does not answer just now, so nobody can tell whether this was done. What was answered before is stored. Send it again: with the same Idempotency-Key nothing is done twice.
access-secret = There is no case with this reference and this secret. Nothing was changed. Check both on the receipt.
access-secret-missing = Show the case's secret (header Case-Secret), or the token of the client that sent it in. Nothing was changed.
client-exists = There is already a client called “{ $name }”. Nothing was changed. Choose another name.
client-not-found = There is no client called “{ $name }” with a token. Nothing was changed.
limit-reached = More came from here than the city takes from one place within the time allowed. What was stored before is kept. Try again in { $seconds } seconds.
request-invalid =
    { $count ->
        [one] One part of the request needs attention. Nothing was changed; correct it and send it again.
       *[other] { $count } parts of the request need attention. Nothing was changed; correct them and send it again.
    }
request-missing = “{ $name }” is missing.
request-unknown = “{ $name }” is not known here. Check how it is spelt.
request-wrong = “{ $name }” is not of the form that is asked. See the description of the API.
request-malformed = The body could not be read: it must be whole JSON in UTF-8 (or a complete form, for files). Nothing was changed.
request-key-twice = “{ $name }” stands twice in one JSON object. Nothing was changed; give it once.
request-number = A number is longer than { $most } digits. Nothing was changed.
request-too-deep = The JSON is nested deeper than { $most } levels. Nothing was changed.
request-text = A text has characters that cannot be kept (null characters or half characters). Nothing was changed.
request-too-large = The request is too large: at most { SIZE($largest) }. Nothing was changed. Send files by themselves, each smaller.
request-media-type = The body must be of type { $needs }. Nothing was changed.
request-method = { $method } cannot be done here. Possible: { $allowed }.
request-no-such-path = There is nothing at this address. See /api/v1/ for what there is.
server-failed = Something failed on our side, and was noted. What was answered before is stored. Try again; with the same Idempotency-Key nothing is done twice.
