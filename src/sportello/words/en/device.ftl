# The folder on a device, to be read without a connection.

device-title = On this device
device-text = You can keep your folder on this device and read it without a connection: your applications and their next steps, messages you have opened, dates, permits, mandates, and papers once you open them here.
device-needs = You need a browser that can keep pages, with JavaScript. Without a connection you can only read: nothing can be sent.
device-who = Whoever can open this device can read what is kept on it. Do not keep it on a device that others use.
device-until = It ends when you press the button here, sign out, open this site after your session has ended, and { $days } days after it was last brought up to date.
device-keep = Keep my folder on this device
device-is-kept = Your folder is kept on this device.
device-end = Keep it no longer
device-wait = One moment.
device-done = Done.
device-failed = That did not work: there may be no connection, or the browser does not allow it. Nothing is kept.
device-kept = Kept on { $day }; you are offline.
device-form = This needs a connection.
device-staff = Whoever works for the city keeps nothing on a device.
device-held = Something is open in this browser that is not yours, by its code: an application, or one that was begun. Claim it into your folder, or sign out and in again; then your folder can be kept here.
offline-title = You are offline
offline-text = This page is not kept on this device. It opens once there is a connection again. Nothing was sent.
