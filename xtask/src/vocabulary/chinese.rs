//! Words of Chinese sentences that announce a fact. They stand without blanks: text is cut into them and what is between.

use super::Cue;

/// A cue and the words that give it; an empty one marks words that hold others and mean something else.
const WORDS: &[(Option<Cue>, &[&str])] = &[
    (Some(Cue::Default), &["默认值", "默认值为", "默认值是", "默认取值", "默认为", "默认是", "缺省值", "缺省值为"]),
    (Some(Cue::Minimum), &["最小值", "最小"]),
    (Some(Cue::Maximum), &["最大值", "最大"]),
    (Some(Cue::Length), &["长度"]),
    (Some(Cue::UpTo), &["最大长度", "最大长度为", "最多", "最长", "不超过", "小于等于", "不大于"]),
    (
        Some(Cue::NotAbove),
        &[
            "不能超过",
            "不可超过",
            "不得超过",
            "不能大于",
            "必须小于等于",
            "必须小于或等于",
            "长度不能超过",
            "长度不超过",
        ],
    ),
    (Some(Cue::AtLeast), &["最小长度", "最小长度为", "至少", "不少于", "不小于", "大于等于"]),
    (Some(Cue::Ranges), &["取值范围为", "取值范围是", "取值范围", "范围为", "范围是", "取值为", "值范围", "取值"]),
    (Some(Cue::To), &["到", "至"]),
    (Some(Cue::And), &["和", "与", "以及"]),
    (Some(Cue::Or), &["或", "或者"]),
    (Some(Cue::Is), &["为", "是"]),
    (Some(Cue::Characters), &["个字符", "字符", "位字符", "位"]),
    (Some(Cue::Bytes), &["个字节", "字节"]),
    (Some(Cue::Example), &["例如", "比如", "示例", "举例", "如"]),
    (Some(Cue::Condition), &["如果", "当", "若", "仅当", "否则", "时"]),
    (Some(Cue::Part), &["每个", "单个", "总", "个数"]),
    (Some(Cue::Means), &["表示", "代表", "指"]),
    (
        Some(Cue::Values),
        &["可选值为", "可选值有", "可选值包括", "可选值", "枚举值为", "枚举值包括", "取值如下", "取值包括"],
    ),
    (Some(Cue::Exactly), &["固定为"]),
    (Some(Cue::NotBelow), &["不能小于", "不低于", "必须大于等于", "必须大于或等于"]),
    (Some(Cue::Must), &["必须为", "必须是", "不能为", "只能为", "只能是"]),
    (Some(Cue::Mandatory), &["必选", "必填", "必须指定"]),
    (Some(Cue::Subject), &["该参数", "此参数", "本参数", "该字段", "此字段"]),
    (Some(Cue::Deprecated), &["已废弃", "已弃用", "预留字段", "保留字段", "预留参数", "暂不支持", "不再使用"]),
    (Some(Cue::ReadOnly), &["只读"]),
    (Some(Cue::Unset), &["未指定", "不指定", "未设置", "不填"]),
    (Some(Cue::Unit), &["单位为"]),
    (Some(Cue::Positive), &["正整数"]),
    (Some(Cue::NonNegative), &["非负整数"]),
    (
        None,
        &[
            "是否",
            "因为",
            "作为",
            "认为",
            "称为",
            "分为",
            "行为",
            "不为",
            "但是",
            "如何",
            "如下",
            "如需",
            "单位",
            "定位",
            "时间",
            "时区",
            "同时",
            "临时",
            "当前",
            "应当",
            "指定",
            "指标",
            "到期",
            "达到",
            "得到",
            "特殊字符",
            "中文字符",
            "英文字符",
            "字符集",
            "字符串",
        ],
    ),
];

/// The longest word with which a text begins, and what it announces.
pub fn chinese_word(text: &str) -> Option<(&'static str, Option<Cue>)> {
    let fits = |(cue, words): &(Option<Cue>, &'static [&'static str])| {
        let longest = words.iter().copied().filter(|word| text.starts_with(word)).max_by_key(|word| word.len())?;
        Some((longest, *cue))
    };
    WORDS.iter().filter_map(fits).max_by_key(|(word, _)| word.len())
}

/// Whether a character is written without blanks around.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(chinese_word("最大长度512个字符"), Some(("最大长度", Some(Cue::UpTo))));
        assert_eq!(chinese_word("是否打开"), Some(("是否", None)));
        assert_eq!(chinese_word("个字符。"), Some(("个字符", Some(Cue::Characters))));
        assert_eq!(chinese_word("名称"), None);
        assert_eq!(chinese_word("默认项目"), None);
        assert_eq!(chinese_word("默认为"), Some(("默认为", Some(Cue::Default))));
    }
}
