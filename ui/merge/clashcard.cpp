#include "merge/clashcard.h"

#include "merge/mergetext.h"
#include "style/theme.h"

#include <retune/format/secret.h>

#include <QtGui/QFontDatabase>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

namespace retune {

namespace {

using Side = MergeChoice::Side;

/// Longer words are broken, so that a card is no wider than the pane.
constexpr qsizetype longestWord = 32;

QString breakable(const QString &text)
{
    QString result;
    qsizetype length = 0;
    for (const QChar c : text) {
        length = c.isSpace() ? 0 : length + 1;
        if (length > longestWord && !c.isLowSurrogate()) {
            result += QChar(0x200B); // a place to break, of no width
            length = 1;
        }
        result += c;
    }
    return result;
}

QLabel *valueLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return label;
}

} // namespace

ClashCard::ClashCard(const MergeClash &clash, QWidget *parent)
    : QFrame(parent)
    , m_clash(clash)
    , m_isSecret(isSecretClash(clash))
    , m_grid(new QGridLayout)
    , m_buttons(new QButtonGroup(this))
    , m_before(new QLabel)
{
    setAccessibleName(clashPlace(clash));
    auto *place = new QLabel(clashPlace(clash));
    place->setTextFormat(Qt::PlainText);
    place->setWordWrap(true);
    QFont bold = place->font();
    bold.setBold(true);
    place->setFont(bold);
    m_before->setTextFormat(Qt::PlainText);
    m_before->setWordWrap(true);
    m_before->setForegroundRole(QPalette::PlaceholderText);
    m_grid->setHorizontalSpacing(18);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->setSpacing(4);
    layout->addWidget(place);
    layout->addWidget(m_before);
    layout->addLayout(m_grid);
    addSide(Side::Mine, tr("Yours"), clash.mine);
    addSide(Side::Disk, tr("On disk"), clash.disk);
    if (const std::optional<Kind> kind = typedKind(clash))
        addOwn(*kind);
    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int, bool isOn) {
        if (isOn)
            checkOwn();
    });
    setUncovered(false);
}

QRadioButton *ClashCard::addChoice(Side side, const QString &text, QWidget *value)
{
    auto *button = new QRadioButton(text);
    m_buttons->addButton(button, int(side));
    const int row = m_grid->rowCount();
    const Qt::Alignment height = side == Side::Own ? Qt::AlignVCenter : Qt::AlignTop;
    m_grid->addWidget(button, row, 0, Qt::AlignLeft | height);
    m_grid->addWidget(value, row, 1, side == Side::Own ? Qt::Alignment() : Qt::AlignVCenter);
    return button;
}

void ClashCard::addSide(Side side, const QString &text, const std::optional<Value> &value)
{
    QLabel *label = valueLabel();
    (side == Side::Mine ? m_mine : m_disk) = label;
    if (!value || value->text.isEmpty())
        label->setForegroundRole(QPalette::PlaceholderText);
    addChoice(side, text, label);
    label->installEventFilter(this);
}

void ClashCard::addOwn(Kind kind)
{
    m_kind = kind;
    m_own = new QLineEdit;
    m_own->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_own->setPlaceholderText(kindName(kind));
    m_own->setAccessibleName(tr("%1: another value").arg(clashPlace(m_clash)));
    QRadioButton *button = addChoice(Side::Own, tr("Another value"), m_own);
    button->setAccessibleName(m_own->accessibleName());
    m_objection = new QLabel;
    m_objection->setTextFormat(Qt::PlainText);
    m_objection->setWordWrap(true);
    m_objection->hide();
    m_grid->addWidget(m_objection, m_grid->rowCount(), 1);
    connect(m_own, &QLineEdit::textEdited, this, [this, button] {
        button->setChecked(true);
        checkOwn();
    });
    connect(button, &QRadioButton::clicked, this, &ClashCard::beginOwn);
}

/// Another value is seldom wholly another one.
void ClashCard::beginOwn()
{
    if (m_own->text().isEmpty()) {
        const std::optional<Value> &nearest = m_clash.mine ? m_clash.mine : m_clash.disk;
        m_own->setText(nearest->text);
        m_own->selectAll();
        checkOwn();
    }
    m_own->setFocus(Qt::OtherFocusReason);
}

void ClashCard::setUncovered(bool isUncovered)
{
    m_isUncovered = isUncovered;
    const bool isMasked = m_isSecret && !isUncovered;
    const auto shown = [&](const std::optional<Value> &side) {
        return isMasked && side ? secretMask() : breakable(sideText(m_clash, side));
    };
    m_mine->setText(shown(m_clash.mine));
    m_disk->setText(shown(m_clash.disk));
    m_before->setText(tr("Before: %1").arg(shown(m_clash.base)));
    const bool wasThere = m_clash.base && (m_clash.key || !m_clash.base->text.isEmpty());
    m_before->setVisible(wasThere);
    const QString place = clashPlace(m_clash);
    m_buttons->button(int(Side::Mine))->setAccessibleName(tr("%1: yours, %2").arg(place, m_mine->text()));
    m_buttons->button(int(Side::Disk))->setAccessibleName(tr("%1: on disk, %2").arg(place, m_disk->text()));
    if (m_own)
        m_own->setEchoMode(isMasked ? QLineEdit::Password : QLineEdit::Normal);
}

Result<Value> ClashCard::ownValue() const
{
    return valueFromText(m_kind, m_own->text());
}

/// Says why the value that was typed cannot be taken, where it is the one that is chosen.
void ClashCard::checkOwn()
{
    const bool isOwn = m_own && m_buttons->checkedId() == int(Side::Own);
    const bool isTyped = isOwn && (m_kind == Kind::String || !m_own->text().isEmpty());
    const Result<Value> value = isTyped ? ownValue() : Result<Value>(Value());
    if (m_objection) {
        m_objection->setText(value ? QString() : value.error().message);
        m_objection->setVisible(!value);
        QPalette palette = m_objection->palette();
        palette.setColor(QPalette::WindowText, errorText(this->palette()));
        m_objection->setPalette(palette);
        m_own->setAccessibleDescription(m_objection->text());
    }
    Q_EMIT choiceChanged();
}

std::optional<MergeChoice> ClashCard::choice() const
{
    const int id = m_buttons->checkedId();
    if (id < 0)
        return std::nullopt;
    if (Side(id) != Side::Own)
        return MergeChoice{m_clash, Side(id), {}};
    const Result<Value> value = ownValue();
    return value ? std::optional(MergeChoice{m_clash, Side::Own, *value}) : std::nullopt;
}

void ClashCard::choose(Side side)
{
    if (QAbstractButton *button = m_buttons->button(int(side)))
        button->setChecked(true);
}

void ClashCard::focusChoice()
{
    QAbstractButton *checked = m_buttons->checkedButton();
    (checked ? checked : m_buttons->button(int(Side::Mine)))->setFocus(Qt::TabFocusReason);
}

/// A click on a value chooses it.
bool ClashCard::eventFilter(QObject *watched, QEvent *event)
{
    const bool isClick = event->type() == QEvent::MouseButtonRelease &&
                         static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton;
    if (isClick && (watched == m_mine || watched == m_disk)) {
        m_buttons->button(int(watched == m_mine ? Side::Mine : Side::Disk))->click();
        focusChoice();
    }
    return QFrame::eventFilter(watched, event);
}

void ClashCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(separator(palette()));
    // The style draws the outline of a radio button darker than the ground, which is not seen on a dark base.
    painter.setBrush(palette().color(isDark(palette()) ? QPalette::Button : QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace retune
