# Notices on a device (Web Push).

push-subscription = What your browser gave is not whole, so this device was not added. Please try again.
push-endpoint = Your browser has its notices brought by a service that the city does not use ({ $host }), so this device was not added. Try another browser, or choose another way.
push-gone = This device no longer takes notices.
push-rejected = The push service did not take the notice ({ $status }).
push-unavailable = The push service does not answer just now. We try again.
push-message = You have a new message.
push-reminder = A message lies unopened in your folder.
push-stop = Not for me
push-too-many = You are told on { $most } devices already. End one of them first.
device-not-found = This device is not among yours, or was ended before. Nothing was changed.
desk-did-device-added = A resident added a device to be told on
desk-did-device-ended = A device is told no more
