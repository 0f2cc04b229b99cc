#include "lowering/from_model.h"

#include <optional>
#include <utility>

#include "lowering/emit.h"
#include "lowering/formulas.h"
#include "lowering/schedule.h"

namespace remit::lowering {
namespace {

class Lowering {
 public:
  explicit Lowering(const check::Model& model)
      : model_(model), pool_(model), drafts_(pool_), formulas_(pool_, drafts_) {}

  std::shared_ptr<const Plan> run(std::vector<ColumnId>* columns) {
    define_columns();
    const std::vector<ColumnId> wanted = roots();
    stands_for_ = drafts_.take_over(count_readers(pool_, drafts_, formulas_.splits(), wanted));
    const auto order = scheduled(pool_, drafts_, formulas_.splits(), stands_for_, wanted);
    if (!order) return nullptr;
    emit_ = std::make_unique<PlanEmitter>(pool_, builder_, stands_for_);
    copy_lists();
    add_fields();
    add_tables();
    for (const Scheduled& each : *order) {
      if (each.order == 0)
        add_column(each.drafts.front());
      else if (!add_recurrence(each))
        return nullptr;
    }
    add_calendars();
    add_made_rows();
    add_summaries();
    if (columns != nullptr) {
      columns->resize(model_.columns.size());
      for (ColumnId id = 0; id < model_.columns.size(); ++id) (*columns)[id] = final(id);
    }
    return std::make_shared<const Plan>(builder_.take());
  }

 private:
  void define_columns() {
    for (ColumnId id = 0; id < model_.columns.size(); ++id) {
      const check::Column& column = model_.columns[id];
      if (column.input) continue;
      drafts_.serve(id);
      ValueId value = formulas_.value_of(column.value);
      if (column.entity != kWhole) value = drafts_.per_row(value);
      drafts_.drafts()[id].node = Map{value};
    }
  }

  std::vector<ColumnId> roots() const {
    std::vector<ColumnId> roots;
    const auto add = [&](ColumnId id) {
      if (id != kNoColumn) roots.push_back(id);
    };
    for (ColumnId id = 0; id < model_.columns.size(); ++id) {
      const check::Column& column = model_.columns[id];
      const bool wanted =
          column.output || !column.name.empty() || column.origin.role != Role::helper;
      if (wanted && !column.input) add(id);
    }
    for (const check::Payment& payment : model_.payments) {
      add(payment.amount);
      add(payment.reason);
      for (const ColumnId* named : type::named_columns(payment)) add(*named);
      add(payment.honoured);
      add(payment.where);
      for (const type::ReasonDetail& detail : payment.details) add(detail.amount);
    }
    for (const check::Target& target : model_.targets) {
      for (const ColumnId id : {target.metric, target.goal, target.met, target.progress}) add(id);
    }
    for (const check::Finding& finding : model_.findings) {
      add(finding.holds);
      add(finding.against.column);
      for (const check::Finding::Ground& ground : finding.grounds) add(ground.holds);
      for (const ColumnId figure : finding.figures) add(figure);
    }
    for (const check::Entity& entity : model_.entities) {
      for (const type::Shown& shown : entity.shown) add(shown.column);
    }
    for (const check::Calendar& calendar : model_.calendars) {
      add(calendar.date);
      add(calendar.worked);
    }
    for (type::MadeRows made : model_.made) type::visit_columns(made, add);
    for (const check::Test& test : model_.tests) {
      for (const check::Test::Expectation& expected : test.expected) add(expected.column);
    }
    return roots;
  }

  void copy_lists() {
    Plan& plan = builder_.plan();
    builder_.reserve(pool_.distinct(), drafts_.drafts().size());
    plan.name = model_.name;
    plan.title = model_.title;
    plan.sources = model_.sources;
    plan.roundings = model_.roundings;
    plan.scales = model_.scales;
    plan.category_sets = model_.category_sets;
    plan.currencies = model_.currencies;
    plan.parties = model_.parties;
  }

  ExpressionId constant(check::ExprId expr) { return emit_->expression(formulas_.value_of(expr)); }

  void add_fields() {
    Plan& plan = builder_.plan();
    const std::vector<ColumnId> input_columns = inputs_by_field();
    std::size_t next = 0;
    for (EntityId id = 0; id < model_.entities.size(); ++id) {
      const check::Entity& entity = model_.entities[id];
      if (id != kWhole) builder_.add_entity(entity.name, entity.label);
      for (const check::Field& field : entity.fields) add_field(id, field, input_columns[next++]);
      Entity& copy = plan.entities[id];
      copy.name = entity.name;
      copy.label = entity.label;
      copy.key = entity.key;
      copy.hole = entity.hole;
      copy.made = entity.made;
      copy.cite = entity.cite;
      copy.shown = entity.shown;
      copy.span = entity.span;
    }
  }

  /// The model's column of each field, entity after entity.
  std::vector<ColumnId> inputs_by_field() const {
    std::vector<std::size_t> first{0};
    for (const check::Entity& entity : model_.entities) {
      first.push_back(first.back() + entity.fields.size());
    }
    std::vector<ColumnId> result(first.back(), kNoColumn);
    for (ColumnId id = 0; id < model_.columns.size(); ++id) {
      const check::Column& column = model_.columns[id];
      if (column.input) result[first[column.entity] + column.field] = id;
    }
    return result;
  }

  void add_field(EntityId entity, Field copy, ColumnId column) {
    if (copy.default_value) copy.default_value = constant(*copy.default_value);
    const ColumnId id = builder_.add_field(entity, std::move(copy));
    if (column == kNoColumn) return;
    const check::Column& original = model_.columns[column];
    emit_->place(column, id);
    builder_.plan().columns[id].output = original.output;
    if (!original.origin.form().empty()) builder_.plan().columns[id].origin = original.origin;
  }

  void add_tables() {
    for (type::Matrix matrix : model_.matrices) {
      become_constants(matrix.values);
      builder_.add_matrix(std::move(matrix));
    }
    for (type::Dated dated : model_.dated) {
      become_constants(dated.values);
      builder_.add_dated(std::move(dated));
    }
    Plan& plan = builder_.plan();
    plan.bases = model_.bases;
    plan.remark_uses.assign(model_.remark_uses.begin(), model_.remark_uses.end());
    plan.remarks = model_.remarks;
    for (type::Remark& remark : plan.remarks)
      if (remark.value != kNoColumn) remark.value = constant(remark.value);
  }

  void become_constants(std::vector<std::uint32_t>& values) {
    for (std::uint32_t& value : values) value = constant(value);
  }

  void add_column(ColumnId id) {
    if (final(id) != kNoColumn) return;  // an input
    emit_->place(id, append_column(id));
  }

  /// Its columns get their numbers first: they name each other. False where their digits never end,
  /// which the checker refuses.
  bool add_recurrence(const Scheduled& group) {
    plan::Plan& plan = builder_.plan();
    plan::Recurrence recurrence;
    recurrence.first = static_cast<ColumnId>(plan.columns.size());
    recurrence.end = recurrence.first;
    recurrence.order = group.order;
    for (const ColumnId id : group.drafts) emit_->place(id, recurrence.end++);
    const auto expressions = static_cast<ExpressionId>(plan.expressions.size());
    for (const ColumnId id : group.drafts) append_column(id);
    plan.recurrences.push_back(recurrence);
    return builder_.settle_forms(recurrence, expressions);
  }

  ColumnId append_column(ColumnId id) {
    Draft& draft = drafts_.drafts()[id];
    Column column;
    column.entity = draft.entity;
    column.type = draft.type;
    column.node = emit_->node(std::move(draft.node), formulas_.splits());
    const bool is_helper = drafts_.is_helper(id);
    if (!is_helper || draft.serves != kNoColumn) {
      column.origin = model_.columns[is_helper ? draft.serves : id].origin;
    }
    if (is_helper) {
      column.origin.role = Role::helper;
      if (!draft.span.empty()) column.origin.span = draft.span;
    } else {
      column.name = model_.columns[id].name;
      column.notation = model_.columns[id].notation;
      column.output = model_.columns[id].output || is_idle_guard(id);
    }
    return builder_.add_column(std::move(column));
  }

  /// A check of a field that no formula reads: its faults are told all the same.
  bool is_idle_guard(ColumnId id) {
    if (model_.columns[id].origin.role != Role::guard) return false;
    if (read_.empty()) {
      read_.resize(model_.columns.size());
      for (const check::Expr& expr : model_.exprs)
        if (expr.kind == check::ExprKind::column) read_[expr.payload] = true;
    }
    return !read_[id];
  }

  /// The plan's column for one of the model's, kNoColumn for none.
  ColumnId final(ColumnId id) const { return id == kNoColumn ? kNoColumn : emit_->placed(id); }

  void replace(ColumnId& id) const { id = final(id); }

  void add_calendars() {
    for (type::Calendar calendar : model_.calendars) {
      replace(calendar.date);
      replace(calendar.worked);
      builder_.add_calendar(std::move(calendar));
    }
  }

  void add_made_rows() {
    Plan& plan = builder_.plan();
    plan.made = model_.made;
    for (type::MadeRows& made : plan.made)
      type::visit_columns(made, [this](ColumnId& column) { replace(column); });
  }

  void add_summaries() {
    Plan& plan = builder_.plan();
    plan.payments = model_.payments;
    for (type::Payment& payment : plan.payments) {
      for (ColumnId* id : {&payment.amount, &payment.reason, &payment.honoured, &payment.where})
        replace(*id);
      for (ColumnId* named : type::named_columns(payment)) replace(*named);
      for (type::ReasonDetail& detail : payment.details) replace(detail.amount);
    }
    for (type::Entity& entity : plan.entities)
      for (type::Shown& shown : entity.shown) replace(shown.column);
    plan.targets = model_.targets;
    for (type::Target& target : plan.targets) {
      for (ColumnId* id : {&target.metric, &target.goal, &target.met, &target.progress}) {
        replace(*id);
      }
    }
    plan.findings = model_.findings;
    for (type::Finding& finding : plan.findings) {
      replace(finding.holds);
      replace(finding.against.column);
      for (type::Finding::Ground& ground : finding.grounds) replace(ground.holds);
      for (ColumnId& figure : finding.figures) replace(figure);
    }
  }

  const check::Model& model_;
  ValuePool pool_;
  DraftColumns drafts_;
  Formulas formulas_;
  Builder builder_;
  std::unique_ptr<PlanEmitter> emit_;
  std::vector<bool> read_;  ///< the model's columns that some formula reads; filled when asked for
  std::vector<ColumnId> stands_for_;
};

}  // namespace

std::shared_ptr<const Plan> lower(const check::Model& model, std::vector<ColumnId>* columns) {
  return Lowering(model).run(columns);
}

}  // namespace remit::lowering
