# shellcheck shell=bash
# Runs suites of tests and adds up how many passed and failed. Sourced after setup.sh.

passed=0
failed=0

# A suite that ends badly without a failed test (it could not even begin) counts as one.
add_suite() {
  local suite_passed=$1 suite_failed=$2 status=$3
  if [[ $status != 0 && $suite_failed == 0 ]]; then suite_failed=1; fi
  passed=$((passed + suite_passed))
  failed=$((failed + suite_failed))
}

run_ctest() {
  local log=build/$1/ctest.log status=0 total=0 bad=0
  ctest --preset "$1" 2>&1 | tee "$log" || status=$?
  # "99% tests passed, 1 tests failed out of 120"
  local summary=', ([0-9]+) tests failed out of ([0-9]+)'
  if [[ $(grep 'tests failed out of' "$log" | tail -n 1) =~ $summary ]]; then
    bad=${BASH_REMATCH[1]}
    total=${BASH_REMATCH[2]}
  fi
  add_suite $((total - bad)) "$bad" "$status"
}

run_node_tests() {
  local log=build/node.log status=0 good bad
  # The version of Node.js that package.json pins: some clients need a newer one than Debian's, which
  # is enough to install it.
  (cd tests/node && npm ci --no-audit --no-fund >&2 &&
    node_modules/.bin/node --test --test-reporter=tap) 2>&1 |
    tee "$log" || status=$?
  good=$(sed -n 's/^# pass //p' "$log" | tail -n 1)
  bad=$(sed -n 's/^# fail //p' "$log" | tail -n 1)
  add_suite "${good:-0}" "${bad:-0}" "$status"
}

# A check that either holds or does not: add_check NAME COMMAND…
add_check() {
  local name=$1 status=0
  shift
  "$@" || status=$?
  if [[ $status == 0 ]]; then
    printf 'ok: %s\n' "$name"
  else
    printf 'FAILED: %s\n' "$name"
  fi
  add_suite $((status == 0)) $((status != 0)) "$status"
}

# The last line, and the exit code of the script.
print_summary() {
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [[ $failed == 0 && $passed != 0 ]]
}
