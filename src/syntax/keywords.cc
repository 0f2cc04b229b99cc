#include "syntax/keywords.h"

#include <algorithm>
#include <vector>

namespace remit::syntax {
namespace {

constexpr bool kReserved = true;

// By the part of the grammar that uses them; id, Chinese, aliases.
constexpr Keyword kKeywords[] = {
    // The document.
    {"policy", "政策", "办法|意见"},
    {"source", "来源", "文号"},
    {"issued", "印发", "发布|成文"},
    {"effective", "生效", "施行"},
    {"to@until", "至", "到"},
    {"currency", "货币", "币种"},
    {"rounding", "舍入"},
    {"half_up", "四舍五入"},
    {"half_even", "四舍六入五成双", "银行家舍入"},
    {"half_down", "五舍六入"},
    {"up", "进位", "只入不舍"},
    {"down", "舍去", "截尾|只舍不入"},
    {"ceiling", "向上取整"},
    {"floor@mode", "向下取整"},
    {"to", "到", "至|精确到"},
    {"reading", "解释", "用语"},
    {"and above", "以上", "及以上"},
    {"and below", "以下", "及以下"},
    {"inclusive", "含", "含本数|包含"},
    {"exclusive", "不含", "不含本数|不包含"},
    {"amends", "修订", "修改"},
    {"replace", "替换", "改为"},
    {"repeal", "废止"},
    {"add", "增补", "新增|增加"},

    // Who, and what is known of them.
    {"party", "主体"},
    {"event", "事件"},
    {"entity", "实体"},
    {"check", "校验", "检查"},
    {"period", "期间", "周期"},
    {"within", "分组", "同组"},
    {"key", "主键"},
    {"decision", "裁量", "决定"},
    {"one of", "枚举"},
    {"money", "金额"},
    {"text", "文本"},
    {"bool", "是非", "布尔|是否"},
    {"count", "整数", "计数"},
    {"number", "数值", "数字"},
    {"percent", "百分比", "比率"},
    {"date", "日期"},
    {"optional", "可空", "选填"},
    {"default", "默认", "缺省"},
    {"within@bounds", "限于", "介于"},
    {"open", "待定", "留空"},

    // Constants and tables.
    {"cite", "依据", "出处"},
    {"param", "参数"},
    {"from@date", "自", "从"},
    {"by", "按", "按照"},
    {"rate", "汇率"},
    {"to@rate", "兑", "对"},
    {"from@table", "取自", "来自"},
    {"value@column", "值列"},
    {"day@column", "日列"},
    {"fallback", "缺日", "缺报价"},
    {"latest earlier", "沿用前值", "取最近一期"},
    {"error", "报错", "错误"},
    {"calendar", "日历"},
    {"worked", "调休", "补班"},
    {"scale", "分档", "档次"},
    {"marginal", "超额累进"},
    {"slab", "全额累进"},
    {"step", "定额", "分档定额"},
    {"from@edge", "不低于", "从|自|达到|满|不少于"},
    {"over", "超过", "高于|大于"},
    {"up to", "不超过", "至多|不高于"},
    {"below", "不满", "低于|不足|小于"},
    {"after", "此后", "以后|之后", kReserved},
    {"else@band", "其余", "其他", kReserved},
    {"schedule", "分年表", "年度安排"},
    {"for", "对", "针对|适用于"},
    {"starting", "起算", "起始于"},
    {"years", "年度", "年限"},

    // Columns.
    {"intermediate", "中间", "中间量"},
    {"define", "定义"},
    {"target", "目标"},
    {"milestone", "节点", "里程碑"},
    {"by@time", "截至", "截止"},
    {"at least", "至少", "不少于|不低于"},
    {"reward", "奖励", "补助|补贴"},
    {"when", "当"},
    {"rank", "排名", "排序"},
    {"among", "范围"},
    {"qualified", "合格者", "符合条件者"},
    {"all", "全部", "全体"},
    {"asc", "升序"},
    {"desc", "降序"},
    {"ties", "并列"},
    {"standard", "跳号"},
    {"dense", "连号"},
    {"share@ties", "均分", "平分"},
    {"pay", "发放", "支付"},
    {"of@base", "按", "以"},
    {"for every full", "每满"},
    {"cap", "封顶", "上限|最高"},
    {"per", "每"},
    {"pro rata", "按比例", "同比例"},
    {"in order of", "依次按", "先后按"},
    {"floor", "保底", "下限"},
    {"from@payer", "由", "自"},
    {"to@payee", "给", "付给|奖给"},
    {"shared among", "分给", "共享于"},
    {"equally", "平均", "均分"},
    {"first only", "仅首位", "只给首位"},
    {"remainder", "尾差", "余额|尾数"},
    {"to largest", "归最大者", "归最大"},
    {"to first", "归首位"},
    {"to last", "归末位"},
    {"to@remainder", "归", "给"},
    {"honour", "荣誉", "称号"},
    {"instalments", "分期", "分期发放"},
    {"less", "减去", "扣减"},
    {"top up", "补差", "补足差额"},
    {"claw back", "追回", "收回"},
    {"shortfall", "缺口", "差额"},
    {"of@target", "按"},
    {"choose highest", "就高", "择高"},
    {"choose", "选择", "择一"},
    {"of@choices", "取自", "于"},
    {"cap together", "合计封顶", "合并封顶"},
    {"at most", "最多", "至多|不超过|最高"},
    {"in order", "依次"},
    {"split", "分成", "分享"},
    {"amount", "总额"},
    {"deduct", "扣除", "先扣"},
    {"share@part", "份额", "分得"},
    {"fund", "资金池", "专项资金"},
    {"budget", "预算"},
    {"each year of", "每年按"},
    {"pays", "列支", "用于"},
    {"when short", "不足时"},
    {"refuse", "拒付"},
    {"carry over", "结转"},
    {"sanction", "惩戒", "处罚"},
    {"block", "取消", "否决"},
    {"via", "经由", "通过"},
    {"score", "评分", "考核"},
    {"item@score", "指标", "计分项"},
    {"weight", "权重", "分值"},
    {"minimum", "最低", "起点"},
    {"bonus", "加分"},
    {"penalty", "扣分"},
    {"total", "总分"},
    {"deadline", "期限", "办理期限"},
    {"from@time", "起自", "自|从"},
    {"within@time", "时限"},
    {"due", "应于", "到期日"},
    {"done", "办结", "完成"},

    // Tests.
    {"test", "测试"},
    {"given", "给定"},
    {"as of", "时点", "截至"},
    {"expect", "期望", "预期"},
    {"from@file", "从", "取自"},

    // Expressions.
    {"true", "真", "是", kReserved},
    {"false", "假", "否", kReserved},
    {"blank", "空", "", kReserved},
    {"today", "今天", "今日|当日"},
    {"if", "如果", "若", kReserved},
    {"then", "则", "那么", kReserved},
    {"else", "否则", "", kReserved},
    {"of@set", "项", "中"},
    {"years between", "相差年数", "间隔年数"},
    {"months between", "相差月数", "间隔月数"},
    {"days between", "相差天数", "间隔天数"},
    {"workdays between", "相差工作日", "间隔工作日"},
    {"and@between", "与", "和|至|到"},
    {"where", "其中", "", kReserved},
    {"on@rate", "按", "于"},
};

std::vector<KeywordId> sorted_by_id() {
  std::vector<KeywordId> order(std::size(kKeywords));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<KeywordId>(i);
  std::sort(order.begin(), order.end(),
            [](KeywordId a, KeywordId b) { return kKeywords[a].id < kKeywords[b].id; });
  return order;
}

}  // namespace

absl::Span<const Keyword> keywords() { return kKeywords; }

KeywordId find_keyword(std::string_view id) {
  static const std::vector<KeywordId> order = sorted_by_id();
  const auto found =
      std::lower_bound(order.begin(), order.end(), id,
                       [](KeywordId a, std::string_view b) { return kKeywords[a].id < b; });
  return found != order.end() && kKeywords[*found].id == id ? *found : kNoKeyword;
}

}  // namespace remit::syntax
