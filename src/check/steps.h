#pragma once

#include <optional>
#include <vector>

#include "check/context.h"
#include "number/rounding.h"

// The steps that money is rounded to and paid in. "At most" and "at least" are promises: what
// limits an amount that is rounded afterwards is itself a whole number of the steps.

namespace remit::check {

/// Whether every value of the expression certainly is a whole number of steps.
bool in_whole_steps(const Context& context, ExprId value, const number::Rounding& rounding);

/// The limit at the next step in the direction of `towards`: `floor` for a cap, `ceiling` for a
/// floor. As it is where it certainly is a whole number of steps.
ExprId at_step(Context& context, ExprId limit, const number::Rounding& rounding,
               number::RoundingMode towards, base::Span span);

/// The limit, or zero where it is below: a limit takes away what was asked for, and no more.
ExprId not_below_zero(Context& context, ExprId limit, base::Span span);

/// Complains of a written share that is no part of an amount.
void require_part(Context& context, ExprId share, NodeView node);
/// Refuses a part whose share or amount is written as nothing. One that is called by a name is
/// nothing for the time being: whoever sets a bonus to zero changes a parameter.
void refuse_nothing(Context& context, ExprId value, NodeView formula, NodeView part);
/// Complains of a written amount below zero of what somebody is said to have received.
void refuse_below_zero(Context& context, ExprId received, NodeView node);

/// Complains where an amount that is paid, or a step of such amounts, is no whole number of coins
/// of its currency; whether it is one. Amounts of another type have no coin.
bool require_coins(Context& context, const number::Rational& amount, type::Type type,
                   base::Span span);
/// The same of the step of a rounding by which a form pays: of the form's own clause, or of the
/// policy's line (`own` absent), which is looked at where it stands unless the currency is another.
void require_coins(Context& context, const number::Rounding& rounding, NodeView own,
                   type::Type type, base::Span span);

/// Complains of a written limit of what is paid that lies below zero.
void refuse_negative_limit(Context& context, ExprId limit, NodeView node);

/// Warns of a written limit (kNone: there is none) that what it limits never goes beyond. What a
/// type implies may be said again.
void warn_never_reached(Context& context, ExprId limited, ExprId most, NodeView node);

/// The same, and of one that is no whole number of coins.
void look_at_limit(Context& context, ExprId limit, NodeView node);

/// Whether sums of whole numbers of `steps` are left as they are by that rounding.
bool keeps_all(const std::vector<number::Rational>& steps, const number::Rounding& rounding);
/// The rounding by which amounts are divided that are whole numbers of `steps`: the one declared,
/// or one to the coin where that one would cut something off.
number::Rounding dividing(const Context& context, const std::vector<number::Rational>& steps,
                          type::Type type, const number::Rounding& declared);

/// What a limit on a sum may take away, and what it leaves alone: an amount below zero (a refund)
/// is received in full, and gives the others that much more to share.
struct Claim {
  ExprId value = kNone;  ///< as it was asked for
  ExprId asked = kNone;  ///< never below zero, in whole steps
  ExprId net = kNone;    ///< the same with refunds
  bool refunds = false;  ///< a value may be below zero
};
/// `of`: whose step what it asks for is, if a reader is to see it as one.
Claim claim_of(Context& context, ExprId value, bool refunds, const number::Rounding& rounding,
               base::Span span, std::optional<ProvisionId> of = {});
/// What of `most` the claims share that ask for `asked` together, which with refunds is `net`.
ExprId to_share(Context& context, const Claim& sums, ExprId most, base::Span span);
/// The same where rows are served in turn: `shared`, or as much as there is where it is unknown
/// what some of them ask for. Those in front of them get no less.
ExprId to_serve(Context& context, const Claim& sums, ExprId shared, ExprId most, base::Span span);
/// Whether anything is asked for: only such rows share, so that of the others it is certain that
/// they get nothing, whatever is unknown of those.
ExprId asks(Context& context, const Claim& claim, base::Span span);
/// Nothing where nothing is asked for, else `part`.
ExprId if_asked(Context& context, const Claim& claim, ExprId part, base::Span span);
/// A row's part of what the rows of its group share; in a row of which a key is blank, which
/// belongs to no group, nobody knows the limit: an error, unless it asks for nothing.
ExprId in_a_group(Context& context, const std::vector<ExprId>& keys, const Claim& claim,
                  ExprId part, base::Span span);
/// Whether the value may be blank without an error: of an optional field, or a computed one.
bool may_be_blank(const Context& context, ExprId value);
/// What is left of the amount where `part` is left of what it asked for.
ExprId after_limit(Context& context, const Claim& claim, ExprId part, base::Span span);

}  // namespace remit::check
