//! Ids that look like a cloud's and are the same in every run.

/// 32 hexadecimal digits, others for every number.
pub(crate) fn hex(number: u64) -> String {
    let high = mix(number);
    format!("{high:016x}{:016x}", mix(high))
}

/// SplitMix64: every bit of the number moves every bit of the result.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number from 0 to 1, without regularity in those of numbers that follow one another.
pub(crate) fn fraction(number: u64) -> f64 {
    (mix(number) >> 11) as f64 / (1u64 << 53) as f64
}
