// Says in words that a passkey did not work; the form stays as it was.
"use strict";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.getElementById("passkey-error");
  if (place) place.hidden = false;
});
