#include "tree/colorpopup.h"

#include "style/screenfit.h"
#include "style/theme.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QColorDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace retune {

namespace {

std::optional<ColorText> colorOf(const QModelIndex &value)
{
    const bool isMasked = value.data(SettingsModel::MaskedRole).toBool();
    if (!(value.flags() & Qt::ItemIsEditable) || isMasked ||
        value.data(SettingsModel::KindRole).toInt() != int(Kind::String))
        return std::nullopt;
    return ColorText::parse(value.data(Qt::EditRole).toString());
}

bool isEnter(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

ColorPopup::ColorPopup(const QString &subject, const ColorText &color, QWidget *parent)
    : QFrame(parent, Qt::Tool | Qt::FramelessWindowHint)
    , m_color(color)
    , m_dialog(new QColorDialog(color.color, this))
    , m_chosen(new QLabel(this))
{
    setFrameStyle(StyledPanel);
    setAccessibleName(tr("Colour of %1").arg(subject));
    m_dialog->setWindowFlags(Qt::Widget);
    m_dialog->setOptions(QColorDialog::NoButtons | QColorDialog::DontUseNativeDialog);
    m_dialog->setOption(QColorDialog::ShowAlphaChannel, color.notation == ColorText::Notation::WithAlpha);
    auto *keep = new QPushButton(tr("Choose"), this);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(9, 0, 9, 6);
    row->addWidget(m_chosen, 1);
    row->addWidget(cancel);
    row->addWidget(keep);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_dialog);
    layout->addLayout(row);
    m_chosen->setTextFormat(Qt::PlainText);
    for (QWidget *child : findChildren<QWidget *>())
        child->installEventFilter(this);
    connect(m_dialog, &QColorDialog::currentColorChanged, this, &ColorPopup::showChosen);
    connect(keep, &QPushButton::clicked, this, &ColorPopup::accepted);
    connect(cancel, &QPushButton::clicked, this, &ColorPopup::cancelled);
    keep->setDefault(true);
    showChosen();
}

QString ColorPopup::text() const
{
    return m_color.spelled(m_dialog->currentColor());
}

void ColorPopup::showChosen()
{
    m_chosen->setText(tr("%1 → %2").arg(m_color.spelled(m_color.color), text()));
    const bool isRough = m_color.notation == ColorText::Notation::Short;
    m_chosen->setToolTip(isRough
                             ? tr("This value is spelled with three digits: the nearest such colour is taken")
                             : QString());
}

/// The dialog's own fields would keep these keys for themselves.
bool ColorPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return true;
    }
    if (!isEnter(key) || qobject_cast<QPushButton *>(watched))
        return QFrame::eventFilter(watched, event);
    Q_EMIT accepted();
    return true;
}

void ColorPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (isEnter(event->key()))
        Q_EMIT accepted();
    else
        QFrame::keyPressEvent(event);
}

// The value

ColorEdits::ColorEdits(SettingsView *view)
    : QObject(view)
    , m_view(view)
{}

bool ColorEdits::canChoose() const
{
    return colorOf(m_view->currentIndex().siblingAtColumn(SettingsModel::ValueColumn)).has_value();
}

void ColorEdits::choose()
{
    close();
    const QModelIndex row = m_view->currentIndex();
    const QPersistentModelIndex value = row.siblingAtColumn(SettingsModel::ValueColumn);
    const std::optional<ColorText> color = colorOf(value);
    if (!color)
        return;
    m_view->scrollTo(value);
    m_popup =
        new ColorPopup(row.siblingAtColumn(SettingsModel::NameColumn).data().toString(), *color, m_view);
    const QRect cell = m_view->visualRect(value);
    m_popup->adjustSize();
    const QRect place(m_view->viewport()->mapToGlobal(cell.bottomLeft()), m_popup->size());
    m_popup->move(fittedTo(place, m_view->screen()->availableGeometry()).topLeft());
    connect(m_popup, &ColorPopup::cancelled, this, &ColorEdits::close);
    connect(m_popup, &ColorPopup::accepted, this, [this, value] {
        const QString text = m_popup->text();
        close();
        if (value.isValid())
            m_view->model()->setData(value, text, Qt::EditRole);
    });
    m_popup->show();
    m_popup->activateWindow();
    m_popup->setFocus();
}

void ColorEdits::close()
{
    if (!m_popup)
        return;
    m_popup->disconnect(this);
    m_popup->hide();
    m_popup->deleteLater();
    m_popup.clear();
    m_view->activateWindow();
    m_view->setFocus();
}

} // namespace retune
