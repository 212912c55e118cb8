# Notices on a device (Web Push).

push-subscription = What your browser sent is not complete, so this device was not added. Please try again.
push-endpoint = Your browser gets its notices from a service that the city does not use ({ $host }), so this device was not added. Try another browser, or choose another way.
push-gone = This device no longer gets notices.
push-rejected = The push service did not accept the notice ({ $status }).
push-unavailable = The push service does not answer just now. We try again.
push-message = You have a new message.
push-reminder = A message lies unopened in your folder.
push-stop = Not for me
push-too-many = You already get notices on { $most } devices. Remove one of them first.
device-not-found = This device is not one of yours, or was removed before. Nothing was changed.
desk-did-device-added = A resident added a device for notices
desk-did-device-ended = A device gets no more notices
push-devices = Notices on your devices
push-devices-text = A device can show that a message is there, as apps do: with the city’s name, and without a word of what the message says.
push-device-unnamed = A device
push-device-since = Added { $at }
push-device-told = Last notice { $at }
push-device-end = End notices
push-here = Notify this device
push-added = From now on this device shows when a new message is there.
push-added-unused = You have chosen another way to be told. Choose “On my devices” below if you prefer this one.
push-ended = That device gets no more notices.
push-script = To add this device, your browser needs JavaScript. Devices added before get notices without it.
push-denied = This browser may not show notices from this site. Allow it in the browser’s settings, then try again.
push-failed = This device could not be added, as its maker’s push service did not answer. Nothing was changed. Try again later, or choose another way.
push-unable = This browser cannot show notices. On an iPhone or iPad, first put this site on the home screen and open it from there.
