#include "tree/explainpopup.h"

#include "style/theme.h"
#include "tree/valuetext.h"

#include <retune/format/secret.h>

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

#include <algorithm>

namespace retune {

namespace {

constexpr int popupWidth = 440;
constexpr int margin = 12;
constexpr int rowPadding = 6;
constexpr int maximumLength = 200;
constexpr int maximumRows = 6; // the rest is scrolled

QString whenText(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString whoText(const ValueChange &change)
{
    if (change.isFirst)
        return ExplainPopup::tr("the oldest that is kept");
    if (!change.source)
        return ExplainPopup::tr("not known");
    switch (*change.source) {
    case RevisionSource::Retune:
        return ExplainPopup::tr("Retune");
    case RevisionSource::AnotherProgram:
        return ExplainPopup::tr("another program");
    case RevisionSource::Found:
        break;
    }
    return ExplainPopup::tr("found when the folder was opened");
}

QString lastChangeText(const QList<ValueChange> &changes)
{
    if (changes.isEmpty())
        return ExplainPopup::tr("none known");
    const ValueChange &last = changes.first();
    if (last.isFirst)
        return ExplainPopup::tr("none since %1, when its history began").arg(whenText(last.when));
    const QString text = ExplainPopup::tr("%1, by: %2").arg(whenText(last.when), whoText(last));
    return last.label.isEmpty() ? text : ExplainPopup::tr("%1 (%2)").arg(text, last.label);
}

} // namespace

ExplainPopup::ExplainPopup(const ValueStory &story, QWidget *parent)
    : QFrame(parent, Qt::Tool | Qt::FramelessWindowHint)
    , m_story(story)
    , m_rows(new QFormLayout(this))
{
    setFrameStyle(StyledPanel);
    setFixedWidth(popupWidth);
    setAccessibleName(tr("About %1").arg(story.subject));
    m_rows->setContentsMargins(margin, margin - 2, margin, margin);
    // The least height of wrapped texts is that of the narrowest width, which is not the one they have here.
    m_rows->setSizeConstraint(QLayout::SetNoConstraint);
    m_rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    QLabel *title = makeText(story.subject);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    m_rows->addRow(title);
    addRow(tr("Value"), tr("%1 (%2)").arg(story.value, story.type));
    addPlace(story.place);
    addRow(tr("Layer"), story.otherFiles.isEmpty()
                            ? tr("No other file of this folder has this key.")
                            : tr("Also given in %1. Which file counts is up to the program.")
                                  .arg(story.otherFiles.join(tr(", "))));
    addRow(tr("State"), story.changes.isEmpty() ? tr("As it was when the folder was opened")
                                                : story.changes.join(QLatin1Char('\n')));
    addRow(tr("Last change"), tr("Looking it up…"));
    m_last = qobject_cast<QLabel *>(m_rows->itemAt(m_rows->rowCount() - 1, QFormLayout::FieldRole)->widget());
    makeOlder();
}

QLabel *ExplainPopup::makeText(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void ExplainPopup::addRow(const QString &name, const QString &text)
{
    auto *label = new QLabel(name, this);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, quietText(palette));
    label->setPalette(palette);
    QLabel *value = makeText(text);
    value->setAccessibleName(tr("%1: %2").arg(name, text));
    m_rows->addRow(label, value);
}

void ExplainPopup::addPlace(const QString &place)
{
    addRow(tr("Place"), QString());
    auto *label =
        qobject_cast<QLabel *>(m_rows->itemAt(m_rows->rowCount() - 1, QFormLayout::FieldRole)->widget());
    label->setTextFormat(Qt::RichText);
    label->setText(QStringLiteral("<a href='#'>%1</a>").arg(place.toHtmlEscaped()));
    label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    label->setFocusPolicy(Qt::StrongFocus);
    label->setAccessibleName(tr("Place: %1. Enter shows it in the text").arg(place));
    label->setToolTip(tr("Show it in the text"));
    connect(label, &QLabel::linkActivated, this, &ExplainPopup::placeRequested);
}

void ExplainPopup::makeOlder()
{
    m_olderTitle = makeText(tr("Older values"));
    m_olderTitle->hide();
    m_older = new QTreeWidget(this);
    m_older->setHeaderLabels({tr("Value"), tr("Until"), tr("Changed by")});
    m_older->setAccessibleName(tr("Older values"));
    m_older->setRootIsDecorated(false);
    m_older->setUniformRowHeights(true);
    m_older->header()->setStyleSheet(headerStyleSheet());
    m_older->header()->setStretchLastSection(false);
    m_older->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_older->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_older->hide();
    m_putBack = new QPushButton(tr("Put This Value Back"), this);
    m_putBack->setToolTip(tr("Give the key this value again, as an edit that can be undone"));
    m_putBack->hide();
    m_rows->addRow(m_olderTitle);
    m_rows->addRow(m_older);
    m_rows->addRow(m_putBack);
    connect(m_putBack, &QPushButton::clicked, this, &ExplainPopup::putBack);
    connect(m_older, &QTreeWidget::itemActivated, this, &ExplainPopup::putBack);
}

QString ExplainPopup::shown(const std::optional<Value> &value) const
{
    return m_story.isSecret ? secretMask() : onOneLine(value->text, maximumLength);
}

void ExplainPopup::setChanges(const QList<ValueChange> &changes)
{
    m_last->setText(lastChangeText(changes));
    m_last->setAccessibleName(tr("Last change: %1").arg(m_last->text()));
    for (const ValueChange &change : changes) {
        if (!change.before || !isScalar(change.before->kind))
            continue;
        m_changes += change;
        auto *item =
            new QTreeWidgetItem(m_older, {shown(change.before), whenText(change.when), whoText(change)});
        item->setSizeHint(0, QSize(0, fontMetrics().height() + rowPadding));
    }
    const bool hasOlder = !m_changes.isEmpty();
    m_olderTitle->setVisible(hasOlder);
    m_older->setVisible(hasOlder);
    m_putBack->setVisible(hasOlder);
    if (hasOlder) {
        m_older->setCurrentItem(m_older->topLevelItem(0));
        const int rows = std::min(m_older->topLevelItemCount(), maximumRows);
        m_older->setFixedHeight(m_older->header()->sizeHint().height() + rows * m_older->sizeHintForRow(0) +
                                2 * m_older->frameWidth() + 2);
        m_older->setFocus();
    }
    m_rows->activate();
    resize(width(), m_rows->totalHeightForWidth(width()));
}

void ExplainPopup::putBack()
{
    const int row = m_older->indexOfTopLevelItem(m_older->currentItem());
    if (row >= 0)
        Q_EMIT putBackRequested(m_changes.at(row));
}

void ExplainPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

void ExplainPopup::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isVisible() && !isActiveWindow())
        Q_EMIT closed();
}

} // namespace retune
