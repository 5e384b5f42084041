#pragma once

#include <QtWidgets/QLabel>

namespace retune {

/// Wrapped rich text whose links the Tab key goes through; a plain QLabel takes one more Tab before its first link.
class LinkLabel : public QLabel
{
    Q_OBJECT

public:
    explicit LinkLabel(QWidget *parent = nullptr);

protected:
    void focusInEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
};

} // namespace retune
