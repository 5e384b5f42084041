#include "tree/checkedlineedit.h"

namespace retune {

CheckedLineEdit::CheckedLineEdit(TextCheck check, QWidget *parent)
    : QLineEdit(parent)
    , m_check(std::move(check))
{
    connect(this, &QLineEdit::textChanged, this, [this] { showObjection(this, objection()); });
}

} // namespace retune
