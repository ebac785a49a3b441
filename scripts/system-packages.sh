#!/usr/bin/env bash
# Bring the system packages that the tests use: Chromium, PostgreSQL, and fonts for many scripts.
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
