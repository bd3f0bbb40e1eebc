#!/usr/bin/env bash
# What compiling a generated crate costs: the crate alone, and programs that call 3 and 60 of its operations.
#
#   codegen/benches/compile.sh [SERVICE…]          default: apig
#   PEERS="folder of a crate…" codegen/benches/compile.sh     the same for crates of other generators, without programs
#
# Needs GNU time. Dependencies are built before anything is measured; each figure is the median of three runs. CPU
# seconds say more than seconds where the machine does something else too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
scratch=${SCRATCH:-target/compile-bench}
mkdir -p "$scratch"
scratch=$(cd "$scratch" && pwd)
export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$scratch/target

median() { sort -g | sed -n 2p; }

# CPU seconds, seconds and MiB of a command that builds what lies in a folder, after a touch of one file.
measure() {
    local folder=$1 file=$2 run cpu=() wall=() memory=()
    shift 2
    (cd "$folder" && "$@" >"$scratch/log" 2>&1)
    for run in 1 2 3; do
        touch "$folder/$file"
        (cd "$folder" && command time --format '%U %S %e %M' --output "$scratch/time" "$@" >"$scratch/log" 2>&1)
        read -r user system elapsed resident <"$scratch/time"
        cpu+=("$(awk "BEGIN { print $user + $system }")") wall+=("$elapsed") memory+=("$((resident / 1024))")
    done
    printf '| %s | %s | %s' "$(printf '%s\n' "${cpu[@]}" | median)" "$(printf '%s\n' "${wall[@]}" | median)" \
        "$(printf '%s\n' "${memory[@]}" | median)"
}

row() {
    local name=$1 what=$2
    shift 2
    printf '| %s | %s %s |\n' "$name" "$what" "$(measure "$@")"
}

crate() {
    local name=$1 folder=$2
    row "$name" 'check' "$folder" src/lib.rs cargo check --lib
    row "$name" 'build' "$folder" src/lib.rs cargo build --lib
    row "$name" 'build --release' "$folder" src/lib.rs cargo build --lib --release
}

# A program that calls the first operations of the newest version of a service.
program() {
    local service=$1 calls=$2 folder=$scratch/$1-$2 module methods
    module=$(sed -n 's/^## Version `\(v[0-9_]*\)`/\1/p' "crates/$service/NAMES.md" | tail -n 1)
    methods=$(sed -n "s/.*\`\([a-z0-9_]*\)\`, \`$module::.*/\1/p" "crates/$service/NAMES.md" | sed -n "1,${calls}p")
    mkdir -p "$folder/src"
    cat >"$folder/Cargo.toml" <<EOF
[package]
name = "program-$service-$calls"
edition = "2024"

[dependencies]
hwc-core = { path = "$root/crates/core" }
hwc-$service = { path = "$root/crates/$service" }
tokio = { version = "1", features = ["macros", "rt"] }

[workspace]
EOF
    {
        echo '#[tokio::main(flavor = "current_thread")]'
        echo 'async fn main() -> Result<(), hwc_core::Error> {'
        echo "    let client = hwc_${service}::$module::Client::new(&hwc_core::Config::from_env()?);"
        for method in $methods; do echo "    let _ = client.$method().send_unchecked().await?;"; done
        echo '    Ok(())'
        echo '}'
    } >"$folder/src/main.rs"
    row "a program of $(wc -w <<<"$methods") calls" 'build' "$folder" src/main.rs cargo build
    row "a program of $(wc -w <<<"$methods") calls" 'build --release' "$folder" src/main.rs cargo build --release
}

echo '| what | command | CPU s | s | MiB |'
echo '|---|---|---|---|---|'
for folder in ${PEERS:-}; do crate "$(basename "$folder")" "$folder"; done
for service in ${*:-apig}; do
    crate "hwc-$service" "$root/crates/$service"
    for calls in 3 60; do program "$service" "$calls"; done
done
