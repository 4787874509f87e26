# shellcheck shell=bash
# Runs suites of tests and adds up how many passed and failed. Sourced after setup.sh.

kMostSeconds=1200 # for a process of tests; more than any needs under a sanitizer

passed=0
failed=0
failures=() # what is said of them at the end, where nobody has to look for it

# A suite that ends badly without a failed test (it could not even begin) counts as one.
add_suite() {
  local suite_passed=$1 suite_failed=$2 status=$3
  if [[ $status != 0 && $suite_failed == 0 ]]; then suite_failed=1; fi
  passed=$((passed + suite_passed))
  failed=$((failed + suite_failed))
}

# The name of each test that failed and where it is, which Catch2 prints below lines of dashes.
failed_tests() { awk '/^-+$/ && getline { print "  " $0 }' "$1"; }

# The test program of a preset, in as many processes as there are filters, all at once. Faster by far
# than a process a test, where loading the packs takes long: run_test_program PRESET FILTER…
# A process that hangs is ended, and Catch2 names the test that it was at.
run_test_program() {
  local preset=$1 filter log status good bad
  local -A processes=()
  shift
  for filter in "$@"; do
    timeout --signal=ABRT --kill-after=60 "$kMostSeconds" \
      "build/$preset/tests/jauap_tests" "$filter" > "build/$preset/$filter.log" 2>&1 &
    processes[$filter]=$!
  done
  for filter in "$@"; do
    log=build/$preset/$filter.log status=0 good=0 bad=0
    wait "${processes[$filter]}" || status=$?
    if [[ $status != 0 ]]; then cat "$log"; fi
    # "All tests passed (12 assertions in 3 test cases)", or
    # "test cases: 3 | 1 passed | 1 failed | 1 failed as expected"
    good=$(sed -nE 's/^All tests passed .* in ([0-9]+) test cases?.*/\1/p; s/^test cases:.* ([0-9]+) passed.*/\1/p' "$log")
    bad=$(sed -nE 's/^test cases:.* ([0-9]+) failed($| \|).*/\1/p' "$log")
    printf '%s %s: %s passed, %s failed, exit code %s\n' "$preset" "$filter" "${good:-0}" "${bad:-0}" "$status"
    if [[ -z $good && $status == 0 ]]; then status=1; fi # nothing was run
    if [[ $status != 0 ]]; then failures+=("$preset $filter, exit code $status" "$(failed_tests "$log")"); fi
    add_suite "${good:-0}" "${bad:-0}" "$status"
  done
}

run_node_tests() {
  local log=build/node.log status=0 good bad
  # The version of Node.js that package.json pins: some clients need a newer one than Debian's, which
  # is enough to install it.
  (cd tests/node && npm ci --no-audit --no-fund >&2 &&
    node_modules/.bin/node --test --test-concurrency="$(nproc)" --test-reporter=tap) 2>&1 |
    tee "$log" || status=$?
  good=$(sed -n 's/^# pass //p' "$log" | tail -n 1)
  bad=$(sed -n 's/^# fail //p' "$log" | tail -n 1)
  if [[ $status != 0 ]]; then failures+=("Node.js, exit code $status" "$(grep -E '^ *not ok' "$log" || true)"); fi
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
    failures+=("$name")
  fi
  add_suite $((status == 0)) $((status != 0)) "$status"
}

# What failed, once more; the last line; and the exit code of the script.
print_summary() {
  if [[ ${#failures[@]} != 0 ]]; then printf '%s\n' "FAILED:" "${failures[@]}"; fi
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [[ $failed == 0 && $passed != 0 ]]
}
