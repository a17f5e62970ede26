# Sourced by ./test, .ci/run and the guards; defines what they share, runs nothing.
# Callers have set -euo pipefail and stand in the root of the checkout.

# Tools that a guard installs in its pinned version go here, so that nobody's own tools are replaced.
export PATH="$PWD/target/tools/bin:$HOME/.cargo/bin:$PATH"

# step HEADING COMMAND...: runs the command under a heading, tells how long it took, ends the run if it fails.
step() {
  local heading=$1 begun=$SECONDS code=0
  shift
  printf '\n==> %s\n' "$heading"
  # Not `"$@" || code=$?`: that would switch `set -e` off inside a function that is a step.
  set +e
  (
    set -e
    "$@"
  ) </dev/null
  code=$?
  set -e
  if ((code != 0)); then
    printf '==> FAILED: %s (exit %d after %d s)\n' "$heading" "$code" "$((SECONDS - begun))" >&2
    exit "$code"
  fi
  printf '==> ok: %s (%d s)\n' "$heading" "$((SECONDS - begun))"
}

# refuse TEXT...: says why it cannot go on, and what helps.
refuse() {
  printf '%s\n' "$@" >&2
  exit 1
}

# install_packages PACKAGE...: by apt-get as root or through sudo that asks nothing; else says what to install.
install_packages() {
  local as_root=()
  if (($(id -u) != 0)); then as_root=(sudo -n); fi
  if ! command -v apt-get >/dev/null || { ((${#as_root[@]})) && ! sudo -n true 2>/dev/null; }; then
    refuse "Missing on this machine, and cannot be installed from here: $*" \
      "Install it first. On Debian or Ubuntu, as root: apt-get install --no-install-recommends $*"
  fi
  echo "installing: $*"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"
}

# need_cargo_tool SUBCOMMAND VERSION: installs cargo-SUBCOMMAND in exactly this version unless it is there.
need_cargo_tool() {
  local tool=$1 version=$2
  if [[ "$(cargo "$tool" --version 2>/dev/null)" == *" $version" ]]; then return; fi
  echo "installing cargo-$tool $version into target/tools (some minutes, once)"
  cargo install "cargo-$tool" --version "=$version" --locked --root target/tools
}
