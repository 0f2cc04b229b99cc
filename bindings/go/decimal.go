package remit

import (
	"fmt"
	"math/big"
	"strings"
)

// A Decimal is an exact number, Coefficient * 10^-Scale.
type Decimal struct {
	Coefficient *big.Int
	Scale       int
}

// NewDecimal is coefficient * 10^-scale.
func NewDecimal(coefficient int64, scale int) Decimal {
	return Decimal{big.NewInt(coefficient), scale}
}

// ParseDecimal reads "-1234.50".
func ParseDecimal(text string) (Decimal, error) {
	whole, digits, _ := strings.Cut(text, ".")
	coefficient, ok := new(big.Int).SetString(whole+digits, 10)
	if !ok || strings.ContainsAny(digits, "+-_") {
		return Decimal{}, fmt.Errorf("remit: not a decimal: %q", text)
	}
	return Decimal{coefficient, len(digits)}, nil
}

// String writes all digits, without an exponent.
func (d Decimal) String() string {
	if d.Coefficient == nil {
		return "0"
	}
	if d.Scale <= 0 {
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-d.Scale)), nil)
		return power.Mul(power, d.Coefficient).String()
	}
	digits := new(big.Int).Abs(d.Coefficient).String()
	if missing := d.Scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	point := len(digits) - d.Scale
	text := digits[:point] + "." + digits[point:]
	if d.Coefficient.Sign() < 0 {
		return "-" + text
	}
	return text
}

// Rat is the same as a rational number.
func (d Decimal) Rat() *big.Rat {
	rat, _ := new(big.Rat).SetString(d.String())
	return rat
}

// A Date is a day of the calendar, which no time zone changes.
type Date struct{ Year, Month, Day int }

// String writes "2010-01-31".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
