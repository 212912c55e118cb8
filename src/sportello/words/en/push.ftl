# Notices on a device (Web Push).

push-subscription = What your browser gave is not whole, so this device was not added. Please try again.
push-endpoint = Your browser has its notices brought by a service that the city does not use ({ $host }), so this device was not added. Try another browser, or choose another way.
push-gone = This device no longer takes notices.
push-rejected = The push service did not take the notice ({ $status }).
push-unavailable = The push service does not answer just now. We try again.
