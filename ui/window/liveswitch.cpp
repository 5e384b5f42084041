#include "window/liveswitch.h"

#include "merge/mergetext.h"
#include "style/icons.h"
#include "style/panetitle.h"
#include "tree/settingsmenu.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/preferences.h"

#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

QIcon stateIcon(LiveApply::State state)
{
    switch (state) {
    case LiveApply::State::Off:
        return icon(u"live"_s);
    case LiveApply::State::On:
        return icon(u"live-on"_s);
    case LiveApply::State::Unreadable:
    case LiveApply::State::Conflict:
    case LiveApply::State::Gone:
    case LiveApply::State::Failed:
        break;
    }
    return errorIcon(u"warning"_s);
}

} // namespace

LiveSwitch::LiveSwitch(Actions &actions, PaneTitle &title, SettingsPane &settings, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_settings(settings)
    , m_button(new QToolButton(&title))
{
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setIconSize(QSize(14, 14));
    m_button->setAutoRaise(true);
    m_button->setCheckable(true);
    m_button->setFocusPolicy(Qt::TabFocus);
    title.addTool(m_button);
    settings.menu().setFileActions({actions.liveApplyFile});
    connectActions();
    update();
}

LiveSwitch::~LiveSwitch() = default;

void LiveSwitch::connectActions()
{
    connect(m_actions.liveApply, &QAction::triggered, this, &LiveSwitch::switchAll);
    connect(m_actions.liveApplyFile, &QAction::triggered, this, [this](bool isOn) {
        m_live->setLive(m_path, isOn);
        m_live->takeEdits(m_path);
    });
    connect(m_button, &QToolButton::clicked, m_actions.liveApplyFile, &QAction::trigger);
    // What was typed in one place is finished when the user goes to another.
    connect(qApp, &QApplication::focusChanged, this, [this] {
        if (m_live)
            m_live->finishTyping();
    });
}

/// The edits of the file that is shown are saved before the eyes of the user; those of others may be long forgotten.
void LiveSwitch::switchAll(bool isOn)
{
    m_live->setAllLive(isOn);
    m_live->takeEdits(m_path);
    Q_EMIT message(isOn ? tr("Each finished edit is saved at once from now on")
                        : tr("Edits are saved when you say so"));
    const QStringList modified = isOn ? m_workspace->modifiedPaths() : QStringList();
    const auto left = std::count_if(modified.begin(), modified.end(),
                                    [this](const QString &path) { return path != m_path; });
    if (left > 0)
        Q_EMIT editsLeft(int(left));
}

// The open folder

void LiveSwitch::begin(Workspace &workspace)
{
    m_workspace = &workspace;
    m_live = std::make_unique<LiveApply>(workspace, liveSwitches(workspace.store().folder()));
    connect(m_live.get(), &LiveApply::switchesChanged, this, &LiveSwitch::remember);
    connect(m_live.get(), &LiveApply::stateChanged, this, [this](const QString &path) {
        forgetHeldBack();
        if (path.isEmpty() || path == m_path)
            update();
    });
    connect(m_live.get(), &LiveApply::heldBack, this, [this](const QString &path, const Problem &problem) {
        m_heldBack = path;
        Q_EMIT message(tr("Not saved, because the text cannot be read: %1").arg(problem.toString()));
    });
    connect(m_live.get(), &LiveApply::saveFailed, this, &LiveSwitch::saveFailed);
    connect(&workspace, &Workspace::merged, m_live.get(),
            [this](const QString &path, const ThreeWayMerge &merge) {
                if (m_live->isLive(path))
                    Q_EMIT message(mergeSummary(path, merge));
            });
    m_settings.setLiveTest([this](const QString &path) { return m_live->isLive(path); });
    update();
}

/// What was told of a text that cannot be read goes as soon as it can.
void LiveSwitch::forgetHeldBack()
{
    if (m_heldBack.isEmpty() || m_live->state(m_heldBack) == LiveApply::State::Unreadable)
        return;
    m_heldBack.clear();
    Q_EMIT message({});
}

void LiveSwitch::end()
{
    m_heldBack.clear();
    m_settings.setLiveTest({});
    m_live.reset();
    m_workspace = nullptr;
    m_path.clear();
    m_toldNotes.clear();
    update();
}

void LiveSwitch::remember()
{
    setLiveSwitches(m_workspace->store().folder(), m_live->switches());
}

bool LiveSwitch::isWorthTelling(const QString &path, const QStringList &notes)
{
    const bool isLive = m_live && m_live->isLive(path);
    const bool isNew = m_toldNotes.value(path) != notes;
    m_toldNotes.insert(path, notes);
    return !isLive || (isNew && !notes.isEmpty());
}

// What is shown

void LiveSwitch::showFile(const QString &path)
{
    m_path = path;
    update();
}

void LiveSwitch::update()
{
    const bool isFileShown = m_live && !m_path.isEmpty();
    const LiveApply::State state = isFileShown ? m_live->state(m_path) : LiveApply::State::Off;
    const bool isOn = state != LiveApply::State::Off;
    const bool isAllOn = m_live && m_live->switches().all;
    m_actions.liveApply->setEnabled(m_live != nullptr);
    m_actions.liveApply->setChecked(isAllOn);
    m_actions.liveApply->setIcon(icon(isAllOn ? u"live-on"_s : u"live"_s));
    m_actions.liveApplyFile->setEnabled(isFileShown);
    m_actions.liveApplyFile->setChecked(isOn);
    m_button->setVisible(isFileShown);
    m_button->setChecked(isOn);
    m_button->setIcon(stateIcon(state));
    m_button->setText(stateText(state));
    m_button->setToolTip(stateTip(state));
    m_button->setAccessibleName(tr("Live apply of %1: %2").arg(m_path, stateTip(state)));
}

QString LiveSwitch::stateText(LiveApply::State state) const
{
    switch (state) {
    case LiveApply::State::Off:
    case LiveApply::State::On:
        break;
    case LiveApply::State::Unreadable:
        return tr("Live: waits for text that can be read");
    case LiveApply::State::Conflict:
        return tr("Live: waits for your choice");
    case LiveApply::State::Gone:
        return tr("Live: the file is gone");
    case LiveApply::State::Failed:
        return tr("Live: not saved");
    }
    return tr("Live");
}

QString LiveSwitch::stateTip(LiveApply::State state) const
{
    switch (state) {
    case LiveApply::State::Off:
        return tr("Off. Edits of this file are saved when you say so.");
    case LiveApply::State::On:
        return tr("On. Each finished edit of this file is saved at once.");
    case LiveApply::State::Unreadable:
        return tr("The text is saved as soon as it can be read. Now: %1")
            .arg(m_live->problem(m_path)->toString());
    case LiveApply::State::Conflict:
        return m_live->problem(m_path) ? tr("%1. Nothing of this file is saved until you have chosen.")
                                             .arg(m_live->problem(m_path)->message)
                                       : tr("The disk holds another text. Nothing of this file is saved "
                                            "until you have chosen one.");
    case LiveApply::State::Gone:
        return tr("The file was taken away. It is not made anew until you say so.");
    case LiveApply::State::Failed:
        return tr("The last save failed; the next edit tries again. %1")
            .arg(m_live->problem(m_path)->toString());
    }
    return {};
}

} // namespace retune
