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

# The test program of a preset, in as many processes as there are filters, all at once. Faster by far
# than a process a test, where loading the packs takes long: run_test_program PRESET FILTER…
run_test_program() {
  local preset=$1 filter log status good bad
  local -A processes=()
  shift
  for filter in "$@"; do
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
