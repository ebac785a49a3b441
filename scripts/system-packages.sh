#!/usr/bin/env bash
# Bring the system packages that the tests use: Chromium, PostgreSQL, fonts for many scripts, and the readers of
# calendar files that share no code with ours (libical; two in JavaScript).
# Root on Debian or Ubuntu: they are installed when missing. Elsewhere one loud line names the mend, and the tests
# that need them are skipped. With CI=true a missing one is a failure.
set -u

have() {
  local name
  for name; do command -v "$name" >/dev/null 2>&1 && return 0; done
  return 1
}

missing=()
[ -n "${SIDESTAGE_CHROMIUM:-}" ] || have chromium chromium-browser google-chrome || missing+=(chromium)
have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
{ have node && have npm; } || missing+=(nodejs npm)
/usr/bin/python3 -c 'import gi; gi.require_version("ICalGLib", "3.0")' 2>/dev/null ||
  missing+=(python3-gi gir1.2-ical-3.0)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing ${missing[*]} for the tests."
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq >"$log" 2>&1 &&
    apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-noto-core >>"$log" 2>&1; then
    rm -f "$log"
    exit 0
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
fi

printf '\n*** NOT TESTED HERE for want of: %s. The mend, as root: apt-get install %s ***\n\n' \
  "${missing[*]}" "${missing[*]}" >&2
[ "${CI:-}" != true ]
