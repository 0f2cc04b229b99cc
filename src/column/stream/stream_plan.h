// How a plan is computed when the rows of one entity come in batches and are never all in memory.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "plan/plan.h"

namespace remit::column {

/// How a column is computed when `StreamPlan::entity` is streamed.
enum class StreamRole : std::uint8_t {
  row,     ///< of the streamed entity, from its own row and from complete columns: batch by batch
  fold,    ///< gathered from the streamed rows, batch by batch
  whole,   ///< of the streamed entity, but asks for all its rows: rank, apportionment, partition
  beside,  ///< of another entity: computed between traversals as always
};

/// A traversal reads all batches once. Traversal t (from 1) gathers the folds with `after` t and
/// keeps the columns with `after` t - 1 that a `whole` column reads; then everything else with
/// `after` t is computed. The last one hands out the results, and what of the whole they are listed
/// with.
struct StreamPlan {
  plan::EntityId entity = plan::kWhole;
  std::vector<StreamRole> roles;  ///< by plan column
  std::vector<int> after;    ///< by plan column: traversals that are over before it can be read
  std::vector<bool> needed;  ///< by plan column
  std::vector<bool> kept;    ///< by plan column: of the streamed entity, held for all its rows
  std::vector<bool> listed;  ///< by plan column: of the whole, and lines of the rows name it
  int traversals = 1;
};

/// Why a plan cannot take the rows of an entity in batches. `column` is the one that asks for more.
struct StreamObstacle {
  enum class Kind : std::uint8_t {
    whole,        ///< the whole has one row
    referred_to,  ///< `column` refers to rows of the entity
    matched,      ///< `column` looks rows of the entity up by content
    calendar,     ///< `column` counts days by a calendar whose table it is
    earlier,      ///< `column` reads rows of the entity that stand before others
    text_kept,    ///< `column` is a text that all rows would have to be ordered or grouped by
    makes_rows,   ///< the rows of another entity, or its own, are made of what is known of it
    in_order,  ///< `column` of another entity needs all rows in an order, or joins them by values
  };
  Kind kind = Kind::whole;
  plan::ColumnId column = plan::kNoColumn;
  plan::EntityId made = plan::kWhole;  ///< whose rows are made
};

/// Linear in the plan.
std::variant<StreamPlan, StreamObstacle> plan_stream(const plan::Plan& plan, plan::EntityId entity);

}  // namespace remit::column
