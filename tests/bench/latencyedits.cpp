#include "latencyedits.h"

#include "numberedfile.h"
#include "rawfile.h"

#include <thread>

#include <fcntl.h>

namespace retune {

QByteArray EditedFile::text(int number) const
{
    return isJson ? numberedJson(number) : numberedText(number);
}

std::chrono::nanoseconds EditPlan::timeOf(int edit, std::size_t file) const
{
    return std::chrono::nanoseconds(gap) * (edit - 1) +
           std::chrono::nanoseconds(gap) * file / std::max(files.size(), std::size_t(1));
}

Editing::Editing(const EditPlan &plan)
    : m_plan(plan)
    , m_completed(std::size_t(plan.edits) * plan.files.size())
    , m_process([this] { return work(); })
{}

void Editing::begin(Monotonic::time_point start)
{
    *m_start = start;
    m_gate.open();
}

bool Editing::wait()
{
    return m_process.wait();
}

Monotonic::time_point Editing::completed(int edit, std::size_t file)
{
    return m_completed[placeOf(edit, file)];
}

std::size_t Editing::placeOf(int edit, std::size_t file) const
{
    return std::size_t(edit - 1) * m_plan.files.size() + file;
}

bool Editing::work()
{
    if (!m_gate.waitUntilOpen())
        return false;
    for (int edit = 1; edit <= m_plan.edits; ++edit) {
        for (std::size_t file = 0; file < m_plan.files.size(); ++file) {
            std::this_thread::sleep_until(*m_start + m_plan.timeOf(edit, file));
            save(edit, file);
        }
    }
    return true;
}

void Editing::save(int edit, std::size_t file)
{
    const EditedFile &edited = m_plan.files[file];
    const QByteArray text = edited.text(edit);
    const bool isInPlace = edited.saving == Saving::InPlace;
    const QString written = isInPlace ? edited.path() : edited.path() + QStringLiteral(".tmp");
    test::RawFile writer(written, O_WRONLY | O_CREAT | O_TRUNC);
    writer.write(text);
    Monotonic::time_point &completed = m_completed[placeOf(edit, file)];
    if (isInPlace) {
        completed = Monotonic::now();
        writer.close();
    } else {
        writer.close();
        completed = Monotonic::now();
        test::renameTo(written, edited.path());
    }
}

} // namespace retune
