<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ActionText</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>CodeLogText</name>
    <message>
        <source>%1  is called from now on</source>
        <translation>%1  从现在起会被调用</translation>
    </message>
    <message>
        <source>%1  is not called any more</source>
        <translation>%1  不再被调用</translation>
    </message>
    <message>
        <source>    at %1</source>
        <translation>    位于 %1</translation>
    </message>
    <message numerus="yes">
        <source>    and %n more calls</source>
        <translation>
            <numerusform>    以及另外 %n 次调用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeText</name>
    <message>
        <source>%1 µs</source>
        <translation>%1 微秒</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Not called yet</source>
        <translation>尚未调用</translation>
    </message>
    <message>
        <source>Calls: %1</source>
        <translation>调用次数：%1</translation>
    </message>
    <message>
        <source>Time per call: %1 (the last one %2)</source>
        <translation>每次调用用时：%1（最近一次 %2）</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>live, r%1</source>
        <translation>运行中，r%1</translation>
    </message>
    <message>
        <source>%1; failed: %2</source>
        <translation>%1；失败：%2</translation>
    </message>
    <message>
        <source>being loaded</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>Live: revision %1, loaded at %2</source>
        <translation>运行中：修订 %1，加载于 %2</translation>
    </message>
    <message>
        <source>Not live</source>
        <translation>未生效</translation>
    </message>
    <message>
        <source>Newer code is being loaded</source>
        <translation>正在加载更新的代码</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
</context>
<context>
    <name>CommandText</name>
    <message>
        <source>expected a character after \, found the end</source>
        <translation>\ 之后应为字符，却到了末尾</translation>
    </message>
    <message>
        <source>expected a program and its arguments, found %1, which only a shell understands: write sh -c &apos;…&apos;, or quote it</source>
        <translation>应为程序及其参数，却发现了只有 shell 才理解的 %1：请写作 sh -c &apos;…&apos;，或为其加引号</translation>
    </message>
    <message>
        <source>expected a closing %1, found the end of the command</source>
        <translation>应为闭合的 %1，却到了命令末尾</translation>
    </message>
    <message>
        <source>expected a command such as python3 loop.py, found none</source>
        <translation>应为 python3 loop.py 这样的命令，却什么也没有</translation>
    </message>
    <message>
        <source>expected a program, found %1: write env %1 PROGRAM to set a variable</source>
        <translation>应为程序，却发现了 %1：要设置变量，请写作 env %1 PROGRAM</translation>
    </message>
</context>
<context>
    <name>DraftText</name>
    <message>
        <source>unsaved edits could not be kept: %1</source>
        <translation>无法保留未保存的编辑：%1</translation>
    </message>
</context>
<context>
    <name>FileNameText</name>
    <message>
        <source>Expected a name such as server.toml; the name says the format.</source>
        <translation>应为 server.toml 这样的名称；名称决定格式。</translation>
    </message>
    <message>
        <source>Expected a name within the folder, found a path that leads elsewhere.</source>
        <translation>应为此文件夹内的名称，却发现了通向别处的路径。</translation>
    </message>
    <message>
        <source>Expected a name of at most 255 bytes.</source>
        <translation>名称最多应为 255 字节。</translation>
    </message>
    <message>
        <source>%1 is no settings file by its name: it would not be shown here. Names such as .json, .toml, .yaml, .ini, .env or *setting*.py at the end are.</source>
        <translation>按名称看，%1 不是设置文件：它不会显示在此处。以 .json、.toml、.yaml、.ini、.env 或 *setting*.py 等结尾的名称才是。</translation>
    </message>
</context>
<context>
    <name>FilterText</name>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Numbers, whole or not</source>
        <translation>数，无论是否为整数</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>Dates and times</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>Keys without a value</source>
        <translation>没有值的键</translation>
    </message>
    <message>
        <source>Lists, with their members</source>
        <translation>列表及其成员</translation>
    </message>
    <message>
        <source>Tables, with their keys</source>
        <translation>表及其键</translation>
    </message>
    <message>
        <source>Code that only its program understands</source>
        <translation>只有其程序才理解的代码</translation>
    </message>
    <message>
        <source>Changed since the folder was opened</source>
        <translation>自打开文件夹以来已更改</translation>
    </message>
    <message>
        <source>Edited and not saved yet</source>
        <translation>已编辑但尚未保存</translation>
    </message>
    <message>
        <source>What is wrong, and files with a problem</source>
        <translation>出错的内容和有问题的文件</translation>
    </message>
</context>
<context>
    <name>LayerOrder</name>
    <message>
        <source>%1 over %2</source>
        <translation>%1 覆盖 %2</translation>
    </message>
    <message>
        <source>variables %1…</source>
        <translation>变量 %1…</translation>
    </message>
</context>
<context>
    <name>LayerText</name>
    <message>
        <source>Declare layers…</source>
        <translation>声明层…</translation>
    </message>
    <message>
        <source>Change layers…</source>
        <translation>更改层…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>the variable %1 (%2)</source>
        <translation>变量 %1（%2）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>No other file of this folder has this key.</source>
        <translation>此文件夹中没有其他文件有此键。</translation>
    </message>
    <message>
        <source>Also given in %1. Which file counts is up to the program.</source>
        <translation>%1 中也有。以哪个文件为准由程序决定。</translation>
    </message>
    <message>
        <source>Layer %1 of %2 (%3).</source>
        <translation>第 %1 层，共 %2 层（%3）。</translation>
    </message>
    <message>
        <source>Hides %1.</source>
        <translation>遮住了 %1。</translation>
    </message>
    <message>
        <source>Also given in %1.</source>
        <translation>%1 中也有。</translation>
    </message>
    <message>
        <source>Variables are those of this window; the program may be given others.</source>
        <translation>变量取自本窗口的环境；程序得到的可能不同。</translation>
    </message>
    <message>
        <source>In force.</source>
        <translation>生效中。</translation>
    </message>
    <message>
        <source>The layers are merged key by key.</source>
        <translation>各层按键合并。</translation>
    </message>
    <message>
        <source>Hidden by %1.</source>
        <translation>被 %1 遮住。</translation>
    </message>
    <message>
        <source>Not in force, because its file gives the key again further down.</source>
        <translation>未生效，因为文件后面又给出了此键。</translation>
    </message>
    <message>
        <source>Not in force, because the file on disk does not hold it.</source>
        <translation>未生效，因为磁盘上的文件中没有它。</translation>
    </message>
    <message>
        <source>variables (%1)</source>
        <translation>变量（%1）</translation>
    </message>
</context>
<context>
    <name>LogExportText</name>
    <message>
        <source>the rows of the log could not be read back from their temporary file</source>
        <translation>无法从临时文件读回日志行</translation>
    </message>
</context>
<context>
    <name>LogRecordText</name>
    <message numerus="yes">
        <source> … and %n characters more</source>
        <translation>
            <numerusform>……还有 %n 个字符</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogText</name>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>new file</source>
        <translation>新文件</translation>
    </message>
    <message>
        <source>only comments or layout changed</source>
        <translation>只有注释或版式改变</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation>，另有 %1 项</translation>
    </message>
    <message>
        <source>worker</source>
        <translation>工作程序</translation>
    </message>
    <message>
        <source>reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>live</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>r%1   %2 ms</source>
        <translation>r%1   %2 毫秒</translation>
    </message>
    <message>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>stderr</source>
        <translation>stderr</translation>
    </message>
    <message>
        <source>file removed</source>
        <translation>文件已移除</translation>
    </message>
    <message>
        <source>file is there again</source>
        <translation>文件已恢复存在</translation>
    </message>
</context>
<context>
    <name>MergeText</name>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>The whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>no lines</source>
        <translation>没有行</translation>
    </message>
    <message>
        <source>Nothing of %1 clashes any more: both sides&apos; changes can go together.</source>
        <translation>%1 已没有冲突：双方的更改可以并存。</translation>
    </message>
    <message>
        <source>%1 was merged with the text on disk.</source>
        <translation>%1 已与磁盘上的文本合并。</translation>
    </message>
    <message>
        <source>%1 was merged: your change of %2 is now in the text from disk.</source>
        <translation>%1 已合并：您对 %2 的更改现已并入磁盘上的文本。</translation>
    </message>
    <message numerus="yes">
        <source>%1 was merged: your %n changes (%2) are now in the text from disk.</source>
        <translation>
            <numerusform>%1 已合并：您的 %n 项更改（%2）现已并入磁盘上的文本。</numerusform>
        </translation>
    </message>
    <message>
        <source>1 place of %1 was changed here and on disk in different ways. It is merged by lines; choose what it shall be.</source>
        <translation>%1 有 1 处在这里和磁盘上改得不同。按行合并；请选择采用哪一方。</translation>
    </message>
    <message numerus="yes">
        <source>%n places of %1 were changed here and on disk in different ways. They are merged by lines; choose what they shall be.</source>
        <translation>
            <numerusform>%1 有 %n 处在这里和磁盘上改得不同。按行合并；请选择采用哪一方。</numerusform>
        </translation>
    </message>
    <message>
        <source>1 setting of %1 was changed here and on disk in different ways. Choose what it shall be; everything else merges on its own.</source>
        <translation>%1 有 1 项设置在这里和磁盘上改得不同。请选择采用哪个值；其余自动合并。</translation>
    </message>
    <message numerus="yes">
        <source>%n settings of %1 were changed here and on disk in different ways. Choose what they shall be; everything else merges on its own.</source>
        <translation>
            <numerusform>%1 有 %n 项设置在这里和磁盘上改得不同。请选择采用哪个值；其余自动合并。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsData</name>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Problem: %1</source>
        <translation>问题：%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Changed on disk while there are unsaved edits</source>
        <translation>有未保存的编辑，而磁盘上的文件已更改</translation>
    </message>
    <message>
        <source>Has edits that are not saved yet</source>
        <translation>有尚未保存的编辑</translation>
    </message>
    <message>
        <source>New, not saved yet</source>
        <translation>新增，尚未保存</translation>
    </message>
    <message>
        <source>Not saved yet; in force is: %1</source>
        <translation>尚未保存；生效的是：%1</translation>
    </message>
    <message>
        <source>Covered, because the key says that it is secret</source>
        <translation>已遮盖，因为键名表明它是机密</translation>
    </message>
    <message>
        <source>Changed since the folder was opened</source>
        <translation>自打开文件夹以来已更改</translation>
    </message>
    <message>
        <source>When the folder was opened it was: %1</source>
        <translation>打开文件夹时是：%1</translation>
    </message>
    <message>
        <source>It was not there when the folder was opened</source>
        <translation>打开文件夹时它还不存在</translation>
    </message>
    <message>
        <source>Read-only: edits cannot be saved here</source>
        <translation>只读：此处无法保存编辑</translation>
    </message>
    <message>
        <source>Changed on disk too</source>
        <translation>磁盘上也已更改</translation>
    </message>
    <message>
        <source>Changed on disk, not edited here</source>
        <translation>磁盘上已更改，此处未编辑</translation>
    </message>
    <message>
        <source>Not saved yet; on disk it was removed</source>
        <translation>尚未保存；磁盘上已被删除</translation>
    </message>
    <message>
        <source>Not edited here; on disk it has become: %1</source>
        <translation>此处未编辑；磁盘上已变为：%1</translation>
    </message>
    <message>
        <source>Not edited here; on disk it was removed</source>
        <translation>此处未编辑；磁盘上已被删除</translation>
    </message>
</context>
<context>
    <name>ValueText</name>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>1 key</source>
        <translation>1 个键</translation>
    </message>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n 个键</numerusform>
        </translation>
    </message>
    <message>
        <source>The same key is given again further down, and programs see that one.</source>
        <translation>下面又出现了同一个键，程序看到的是那一个。</translation>
    </message>
    <message>
        <source>Its members are edited one by one.</source>
        <translation>其成员须逐个编辑。</translation>
    </message>
    <message>
        <source>This is code, not a plain value. It is kept as it is and can be edited in the text.</source>
        <translation>这是代码，不是普通值。它会保持原样，可在文本中编辑。</translation>
    </message>
</context>
<context>
    <name>WatchTestText</name>
    <message>
        <source>%1: the test could not be made: %2</source>
        <translation>%1：无法进行测试：%2</translation>
    </message>
    <message>
        <source>%1: a test file was not seen; changes may be missed</source>
        <translation>%1：未看到测试文件；更改可能会被遗漏</translation>
    </message>
    <message>
        <source>%1: a test file was seen after %2 ms</source>
        <translation>%1：%2 毫秒后看到了测试文件</translation>
    </message>
</context>
<context>
    <name>WatchText</name>
    <message>
        <source>1 folder</source>
        <translation>1 个文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%n folders</source>
        <translation>
            <numerusform>%n 个文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>scan every %1 s</source>
        <translation>每 %1 秒扫描一次</translation>
    </message>
    <message>
        <source>periodic scan</source>
        <translation>定期扫描</translation>
    </message>
    <message>
        <source>watch refused</source>
        <translation>监视被拒绝</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>%1 not watched, looked at now and then</source>
        <translation>%1未被监视，只偶尔查看</translation>
    </message>
</context>
<context>
    <name>retune</name>
    <message>
        <source>the extended attribute %1 could not be kept: %2</source>
        <translation>无法保留扩展属性 %1：%2</translation>
    </message>
    <message>
        <source>the owner could not be kept</source>
        <translation>无法保留所有者</translation>
    </message>
    <message>
        <source>the group could not be kept</source>
        <translation>无法保留所属组</translation>
    </message>
    <message>
        <source>the mode could not be kept: %1</source>
        <translation>无法保留权限模式：%1</translation>
    </message>
    <message>
        <source>the file could not be written in place: %1; nothing was changed</source>
        <translation>无法原位写入文件：%1；未作任何更改</translation>
    </message>
    <message>
        <source>the file could not be written in place: %1; its old content was put back</source>
        <translation>无法原位写入文件：%1；已恢复其旧内容</translation>
    </message>
    <message>
        <source>the file could not be written in place: %1; putting its old content back failed too: %2; the file on the disk is damaged</source>
        <translation>无法原位写入文件：%1；恢复旧内容也失败了：%2；磁盘上的文件已损坏</translation>
    </message>
    <message>
        <source>the file cannot be opened for writing: %1</source>
        <translation>无法打开文件以写入：%1</translation>
    </message>
    <message>
        <source>expected a file, found something else in its place</source>
        <translation>应为文件，其位置上却是别的东西</translation>
    </message>
    <message>
        <source>the file cannot be read, so it is not known what a save would replace: %1</source>
        <translation>无法读取文件，因此不知道保存会取代什么：%1</translation>
    </message>
    <message>
        <source>the file on the disk has changed since it was read</source>
        <translation>磁盘上的文件在读取之后已更改</translation>
    </message>
    <message>
        <source>the file on the disk has changed since it was read, and again while it was saved; one of these texts is kept in %1</source>
        <translation>磁盘上的文件在读取之后已更改，保存期间又再次更改；其中一份文本保留在 %1</translation>
    </message>
    <message>
        <source>the file could not be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>the file has been deleted since it was read</source>
        <translation>文件在读取之后已被删除</translation>
    </message>
    <message>
        <source>expected no file of this name, found one</source>
        <translation>应没有同名文件，却发现了一个</translation>
    </message>
    <message>
        <source>the file is read-only: %1</source>
        <translation>文件为只读：%1</translation>
    </message>
    <message>
        <source>the file has %1 names (hard links), which only a write in place keeps together</source>
        <translation>文件有 %1 个名称（硬链接），只有原位写入才能使它们保持一致</translation>
    </message>
    <message>
        <source>no new file can be made beside it (%1), so it can only be written in place</source>
        <translation>无法在其旁边创建新文件（%1），因此只能原位写入</translation>
    </message>
    <message>
        <source>the system does not let it be replaced (%1), so it can only be written in place</source>
        <translation>系统不允许取代它（%1），因此只能原位写入</translation>
    </message>
    <message>
        <source>the folder could not be synced: %1</source>
        <translation>无法同步文件夹：%1</translation>
    </message>
    <message>
        <source>expected a file, found something else</source>
        <translation>应为文件，却发现了别的东西</translation>
    </message>
    <message>
        <source>the folder cannot be opened: %1</source>
        <translation>无法打开文件夹：%1</translation>
    </message>
    <message>
        <source>expected a file, found a symbolic link that leads nowhere</source>
        <translation>应为文件，却发现了指向不存在位置的符号链接</translation>
    </message>
    <message>
        <source>expected the name of a file, found that of a folder</source>
        <translation>应为文件名，却发现了文件夹名</translation>
    </message>
    <message>
        <source>expected a file, found a folder</source>
        <translation>应为文件，却发现了文件夹</translation>
    </message>
    <message>
        <source>expected a file, found a pipe</source>
        <translation>应为文件，却发现了管道</translation>
    </message>
    <message>
        <source>expected a file, found a socket</source>
        <translation>应为文件，却发现了套接字</translation>
    </message>
    <message>
        <source>expected a file, found a symbolic link</source>
        <translation>应为文件，却发现了符号链接</translation>
    </message>
    <message>
        <source>expected a file, found a device</source>
        <translation>应为文件，却发现了设备</translation>
    </message>
    <message>
        <source>expected the path of a file, found none</source>
        <translation>应为文件路径，却什么也没有</translation>
    </message>
    <message>
        <source>expected a file, found symbolic links that lead in a circle</source>
        <translation>应为文件，却发现了循环的符号链接</translation>
    </message>
    <message>
        <source>the file cannot be reached: %1</source>
        <translation>无法到达文件：%1</translation>
    </message>
    <message>
        <source>native library</source>
        <translation>本机库</translation>
    </message>
    <message>
        <source>a file of code holds no values</source>
        <translation>代码文件不含任何值</translation>
    </message>
    <message>
        <source>expected at most %1 levels of nesting</source>
        <translation>最多应有 %1 层嵌套</translation>
    </message>
    <message>
        <source>expected at most %1 keys and values</source>
        <translation>最多应有 %1 个键和值</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; is given twice; programs see this one</source>
        <translation>键“%1”出现了两次；程序看到的是这一个</translation>
    </message>
    <message>
        <source>it has no keys</source>
        <translation>它没有键</translation>
    </message>
    <message>
        <source>it has %1</source>
        <translation>它有 %1</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>此文件</translation>
    </message>
    <message>
        <source>%1 has no key %2; %3</source>
        <translation>%1 没有键 %2；%3</translation>
    </message>
    <message>
        <source>%1 has no member [%2]; it has %3, counted from 0</source>
        <translation>%1 没有成员 [%2]；它有 %3，从 0 数起</translation>
    </message>
    <message>
        <source>%1 is %2 and has no keys</source>
        <translation>%1 是%2，没有键</translation>
    </message>
    <message>
        <source>%1 is %2 and has no numbered members</source>
        <translation>%1 是%2，没有带编号的成员</translation>
    </message>
    <message>
        <source>expected a document, found none</source>
        <translation>应为文档，却什么也没有</translation>
    </message>
    <message>
        <source>expected a single value, found %1; its members are set one by one</source>
        <translation>应为单个值，却发现了%1；其成员须逐个设置</translation>
    </message>
    <message>
        <source>expected a plain value, found code that only its program understands</source>
        <translation>应为普通值，却发现了只有其程序才理解的代码</translation>
    </message>
    <message>
        <source>expected a value without comments between its lines; they would be lost</source>
        <translation>值的各行之间不应有注释；否则注释会丢失</translation>
    </message>
    <message>
        <source>expected a key or a position, found the file as a whole</source>
        <translation>应为键或位置，却发现了整个文件</translation>
    </message>
    <message>
        <source>%1 has no members to add to</source>
        <translation>%1没有可添加到的成员</translation>
    </message>
    <message>
        <source>members of %1 have a position and no key</source>
        <translation>%1的成员有位置而没有键</translation>
    </message>
    <message>
        <source>there is a key %1 already</source>
        <translation>已有键 %1</translation>
    </message>
    <message>
        <source>members of %1 have a key and no position</source>
        <translation>%1的成员有键而没有位置</translation>
    </message>
    <message>
        <source>expected a position from 0 to %1, found %2</source>
        <translation>应为 0 到 %1 之间的位置，却发现了 %2</translation>
    </message>
    <message>
        <source>expected the %1 &quot;%2&quot; to read back as such, but %3 would read it as the %4 &quot;%5&quot;</source>
        <translation>%1“%2”读回时应保持原样，但 %3 会将其读作%4“%5”</translation>
    </message>
    <message>
        <source>expected a key or a position to add, found none</source>
        <translation>应为要添加的键或位置，却什么也没有</translation>
    </message>
    <message>
        <source>this key is given twice, and the other one would count then</source>
        <translation>此键出现了两次，届时起作用的将是另一个</translation>
    </message>
    <message>
        <source>members of %1 have no keys</source>
        <translation>%1的成员没有键</translation>
    </message>
    <message>
        <source>only members of a list have an order that counts</source>
        <translation>只有列表的成员才有起作用的顺序</translation>
    </message>
    <message>
        <source>expected an edit of parts that do not overlap; change it in the text</source>
        <translation>编辑的各部分不应重叠；请在文本中更改</translation>
    </message>
    <message>
        <source>expected the text to stay as it was until the edit had been checked, but it became another; the edit was not made</source>
        <translation>在检查完编辑之前文本应保持不变，但它已变成另一个文本；编辑未执行</translation>
    </message>
    <message>
        <source>expected a file that can still be read, but then: %1</source>
        <translation>文件应仍能读取，但那样的话：%1</translation>
    </message>
    <message>
        <source>expected to change this value alone, but then other parts of the file would change</source>
        <translation>应只更改此值，但那样会改动文件的其他部分</translation>
    </message>
    <message>
        <source>no comma</source>
        <translation>没有逗号</translation>
    </message>
    <message>
        <source>expected only blanks, comments and one comma beside this member, found %1</source>
        <translation>此成员旁边只应有空白、注释和一个逗号，却发现了%1</translation>
    </message>
    <message>
        <source>%1 has no way to add to %2</source>
        <translation>%1 无法向%2添加</translation>
    </message>
    <message>
        <source>%1 has no way to remove %2</source>
        <translation>%1 无法移除%2</translation>
    </message>
    <message>
        <source>%1 has no way to rename %2</source>
        <translation>%1 无法重命名%2</translation>
    </message>
    <message>
        <source>%1 has no way to move %2</source>
        <translation>%1 无法移动%2</translation>
    </message>
    <message>
        <source>expected settings, found an empty file</source>
        <translation>应为设置，却发现了空文件</translation>
    </message>
    <message>
        <source>the end of the file</source>
        <translation>文件末尾</translation>
    </message>
    <message>
        <source>the end of the line</source>
        <translation>行尾</translation>
    </message>
    <message>
        <source>a tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>the end of the file after the value</source>
        <translation>值之后的文件末尾</translation>
    </message>
    <message>
        <source>expected a value after &quot;,&quot;, found &quot;%1&quot;; a comma at the end is allowed in JSONC only</source>
        <translation>“,”之后应为值，却发现了“%1”；只有 JSONC 才允许末尾的逗号</translation>
    </message>
    <message>
        <source>a key in double quotes</source>
        <translation>双引号中的键</translation>
    </message>
    <message>
        <source>&quot;:&quot; after the key</source>
        <translation>键之后的“:”</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>expected %1 in a text, found %2</source>
        <translation>文本中应为%1，却发现了%2</translation>
    </message>
    <message>
        <source>expected a closing double quote, found the end of the file</source>
        <translation>应为右双引号，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected a closing double quote, found the end of the line</source>
        <translation>应为右双引号，却到了行尾</translation>
    </message>
    <message>
        <source>expected one of &quot; \ / b f n r t u after &quot;\&quot;, found %1</source>
        <translation>“\”之后应为 &quot; \ / b f n r t u 之一，却发现了%1</translation>
    </message>
    <message>
        <source>expected four hexadecimal digits after &quot;\u&quot;, found %1</source>
        <translation>“\u”之后应为四位十六进制数字，却发现了%1</translation>
    </message>
    <message>
        <source>expected &quot;//&quot; or &quot;/*&quot;, found &quot;/&quot;</source>
        <translation>应为“//”或“/*”，却发现了“/”</translation>
    </message>
    <message>
        <source>expected a value or a key, found &quot;/&quot;</source>
        <translation>应为值或键，却发现了“/”</translation>
    </message>
    <message>
        <source>expected no comment; comments are allowed in JSONC only</source>
        <translation>不应有注释；只有 JSONC 才允许注释</translation>
    </message>
    <message>
        <source>expected &quot;*/&quot; to close this comment, found the end of the file</source>
        <translation>应以“*/”结束此注释，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected &quot;%1&quot; to close this &quot;%2&quot;, found the end of the file</source>
        <translation>应以“%1”闭合此“%2”，却到了文件末尾</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;%1&quot; after the value</source>
        <translation>值之后的“,”或“%1”</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>引号中的文本</translation>
    </message>
    <message>
        <source>expected %1, found %2</source>
        <translation>应为%1，却发现了%2</translation>
    </message>
    <message>
        <source>expected a number without leading zeros, found %1</source>
        <translation>应为没有前导零的数字，却发现了%1</translation>
    </message>
    <message>
        <source>expected a decimal number, found %1</source>
        <translation>应为十进制数，却发现了%1</translation>
    </message>
    <message>
        <source>expected a number, found %1</source>
        <translation>应为数字，却发现了%1</translation>
    </message>
    <message>
        <source>expected a digit after %1</source>
        <translation>%1之后应为数字</translation>
    </message>
    <message>
        <source>a text in double quotes</source>
        <translation>双引号中的文本</translation>
    </message>
    <message>
        <source>a number without &quot;+&quot;</source>
        <translation>不带“+”的数字</translation>
    </message>
    <message>
        <source>a digit before the decimal point</source>
        <translation>小数点前的数字</translation>
    </message>
    <message>
        <source>JSON writes %1 in plain decimal digits, not as &quot;%2&quot;</source>
        <translation>JSON 以普通十进制数字书写%1，而不是“%2”</translation>
    </message>
    <message>
        <source>object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>array</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>JSON has no way to write %1</source>
        <translation>JSON 无法书写%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>added %1</source>
        <translation>已添加 %1</translation>
    </message>
    <message>
        <source>removed %1</source>
        <translation>已移除 %1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>expected &quot;.&quot; or &quot;[&quot;</source>
        <translation>应为“.”或“[”</translation>
    </message>
    <message>
        <source>expected &quot;]&quot; after a list position</source>
        <translation>列表位置之后应为“]”</translation>
    </message>
    <message>
        <source>expected a list position in [ ], found &quot;%1&quot;</source>
        <translation>[ ] 中应为列表位置，却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a closing quote in the key path</source>
        <translation>键路径中应有右引号</translation>
    </message>
    <message>
        <source>expected a key; keys with other characters than letters, digits, _ and - are quoted</source>
        <translation>应为键；含有字母、数字、_ 和 - 以外字符的键须加引号</translation>
    </message>
    <message>
        <source>%1 at character %2 of the key path &quot;%3&quot;</source>
        <translation>%1，在键路径“%3”的第 %2 个字符处</translation>
    </message>
    <message>
        <source>.env has no way to write half of a surrogate pair</source>
        <translation>.env 无法书写半个代理对</translation>
    </message>
    <message>
        <source>.env has no way to write control characters</source>
        <translation>.env 无法书写控制字符</translation>
    </message>
    <message>
        <source>expected a key of letters, digits, &quot;_&quot;, &quot;.&quot; and &quot;-&quot; that begins with no digit, found &quot;%1&quot;</source>
        <translation>应为由字母、数字、“_”、“.”和“-”组成且不以数字开头的键，却发现了“%1”</translation>
    </message>
    <message>
        <source>.env has no way to write a backslash at the end that every program would read</source>
        <translation>.env 无法书写所有程序都会读取的末尾反斜杠</translation>
    </message>
    <message>
        <source>.env has no way to write both &quot;$&quot; and what &apos;…&apos; cannot hold; programs would put in a variable&apos;s value</source>
        <translation>.env 无法同时书写“$”和 &apos;…&apos; 容纳不了的内容；程序会代入变量的值</translation>
    </message>
    <message>
        <source>expected a key, found %1</source>
        <translation>应为键，却发现了%1</translation>
    </message>
    <message>
        <source>expected &quot;=&quot; behind the key, found %1</source>
        <translation>键之后应为“=”，却发现了%1</translation>
    </message>
    <message>
        <source>expected a closing %1, found the end of the file</source>
        <translation>应为闭合的 %1，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected the end of the line behind the closing quote, found %1</source>
        <translation>右引号之后应为行尾，却发现了%1</translation>
    </message>
    <message>
        <source>subsection</source>
        <translation>子节</translation>
    </message>
    <message>
        <source>expected a key of letters, digits and &quot;-&quot; that begins with a letter, found &quot;%1&quot;</source>
        <translation>应为由字母、数字和“-”组成且以字母开头的键，却发现了“%1”</translation>
    </message>
    <message>
        <source>Git config has no sections inside of subsections</source>
        <translation>Git config 的子节中没有节</translation>
    </message>
    <message>
        <source>expected a section name of letters, digits and &quot;-&quot;, found &quot;%1&quot;</source>
        <translation>应为由字母、数字和“-”组成的节名，却发现了“%1”</translation>
    </message>
    <message>
        <source>Git config has no way to write control characters in a subsection</source>
        <translation>Git config 无法在子节中书写控制字符</translation>
    </message>
    <message>
        <source>Git config has no way to write half of a surrogate pair</source>
        <translation>Git config 无法书写半个代理对</translation>
    </message>
    <message>
        <source>Git config has no way to write control characters in a value</source>
        <translation>Git config 无法在值中书写控制字符</translation>
    </message>
    <message>
        <source>expected a key that begins with a letter, found %1</source>
        <translation>应为以字母开头的键，却发现了%1</translation>
    </message>
    <message>
        <source>expected a section name of letters, digits, &quot;-&quot; and &quot;.&quot;, found %1</source>
        <translation>应为由字母、数字、“-”和“.”组成的节名，却发现了%1</translation>
    </message>
    <message>
        <source>expected &quot;]&quot; behind the section name, found %1</source>
        <translation>节名之后应为“]”，却发现了%1</translation>
    </message>
    <message>
        <source>expected a subsection in quotes, found %1</source>
        <translation>应为引号中的子节，却发现了%1</translation>
    </message>
    <message>
        <source>expected a closing quote behind the subsection, found %1</source>
        <translation>子节之后应为右引号，却发现了%1</translation>
    </message>
    <message>
        <source>expected a closing quote, found %1</source>
        <translation>应为右引号，却发现了%1</translation>
    </message>
    <message>
        <source>expected one of \ &quot; n t b behind the backslash, found %1</source>
        <translation>反斜杠之后应为 \ &quot; n t b 之一，却发现了%1</translation>
    </message>
    <message>
        <source>INI has no way to write control characters in a value</source>
        <translation>INI 无法在值中书写控制字符</translation>
    </message>
    <message>
        <source>INI has no way to write half of a surrogate pair</source>
        <translation>INI 无法书写半个代理对</translation>
    </message>
    <message>
        <source>INI drops line breaks at the end of a value</source>
        <translation>INI 会丢弃值末尾的换行</translation>
    </message>
    <message>
        <source>INI drops blanks at the ends of a value</source>
        <translation>INI 会丢弃值两端的空白</translation>
    </message>
    <message>
        <source>INI drops blanks at the ends of every line of a value</source>
        <translation>INI 会丢弃值中每一行两端的空白</translation>
    </message>
    <message>
        <source>INI takes a line that begins with &quot;%1&quot; for a comment</source>
        <translation>INI 会将以“%1”开头的行视为注释</translation>
    </message>
    <message>
        <source>expected a key, found none</source>
        <translation>应为键，却什么也没有</translation>
    </message>
    <message>
        <source>INI has no way to write control characters in a key</source>
        <translation>INI 无法在键中书写控制字符</translation>
    </message>
    <message>
        <source>expected a key without &quot;=&quot; and &quot;:&quot;, because INI ends a key there</source>
        <translation>键不应含有“=”和“:”，因为 INI 会在那里结束键</translation>
    </message>
    <message>
        <source>INI drops blanks at the ends of a key</source>
        <translation>INI 会丢弃键两端的空白</translation>
    </message>
    <message>
        <source>INI takes no line that begins with &quot;%1&quot; for a key</source>
        <translation>INI 不会将以“%1”开头的行视为键</translation>
    </message>
    <message>
        <source>INI has no sections inside of sections</source>
        <translation>INI 的节中没有节</translation>
    </message>
    <message>
        <source>expected a section name, found none</source>
        <translation>应为节名，却什么也没有</translation>
    </message>
    <message>
        <source>INI has no way to write control characters in a section name</source>
        <translation>INI 无法在节名中书写控制字符</translation>
    </message>
    <message>
        <source>expected &quot;]&quot; at the end of the section name, found the end of the line</source>
        <translation>节名末尾应为“]”，却到了行尾</translation>
    </message>
    <message>
        <source>expected the end of the line after the section name, found %1</source>
        <translation>节名之后应为行尾，却发现了%1</translation>
    </message>
    <message>
        <source>expected a section name in [ ], found none</source>
        <translation>[ ] 中应为节名，却什么也没有</translation>
    </message>
    <message>
        <source>expected a key, found &quot;%1&quot;</source>
        <translation>应为键，却发现了“%1”</translation>
    </message>
    <message>
        <source>there is a section &quot;%1&quot; already, and case does not count</source>
        <translation>已有节“%1”，不区分大小写</translation>
    </message>
    <message>
        <source>there is a key &quot;%1&quot; already, and case does not count</source>
        <translation>已有键“%1”，不区分大小写</translation>
    </message>
    <message>
        <source>%1 has no keys outside of sections</source>
        <translation>%1 在节之外没有键</translation>
    </message>
    <message>
        <source>%1 has no way to write a new %2</source>
        <translation>%1 无法书写新的%2</translation>
    </message>
    <message>
        <source>%1 has no way to write %2 here</source>
        <translation>%1 无法在此处书写%2</translation>
    </message>
    <message>
        <source>repeated key</source>
        <translation>重复的键</translation>
    </message>
    <message>
        <source>section</source>
        <translation>节</translation>
    </message>
    <message>
        <source>%1 has no sections</source>
        <translation>%1 没有节</translation>
    </message>
    <message>
        <source>expected four hexadecimal digits behind \u, found %1</source>
        <translation>\u 之后应为四位十六进制数字，却发现了%1</translation>
    </message>
    <message>
        <source>QSettings drops &quot;/&quot; at the ends of a key, and one of two</source>
        <translation>QSettings 会丢弃键两端的“/”，两个相连的也会丢弃一个</translation>
    </message>
    <message>
        <source>QSettings has no sections inside of sections; &quot;/&quot; in a key makes groups</source>
        <translation>QSettings 的节中没有节；键中的“/”会形成分组</translation>
    </message>
    <message>
        <source>expected &quot;]&quot; at the end of the section name, found %1</source>
        <translation>节名末尾应为“]”，却发现了%1</translation>
    </message>
    <message>
        <source>expected a closing quote, found the end of the file</source>
        <translation>应为右引号，却到了文件末尾</translation>
    </message>
    <message>
        <source>systemd has no way to write half of a surrogate pair</source>
        <translation>systemd 无法书写半个代理对</translation>
    </message>
    <message>
        <source>systemd has no way to write line breaks and control characters</source>
        <translation>systemd 无法书写换行和控制字符</translation>
    </message>
    <message>
        <source>systemd drops blanks at the ends</source>
        <translation>systemd 会丢弃两端的空白</translation>
    </message>
    <message>
        <source>expected a key without &quot;=&quot;, because systemd ends a key there</source>
        <translation>键不应含有“=”，因为 systemd 会在那里结束键</translation>
    </message>
    <message>
        <source>systemd takes no line that begins with &quot;%1&quot; for a key</source>
        <translation>systemd 不会将以“%1”开头的行视为键</translation>
    </message>
    <message>
        <source>systemd has no sections inside of sections</source>
        <translation>systemd 的节中没有节</translation>
    </message>
    <message>
        <source>systemd takes a backslash at the end of a line for a sign that the value goes on</source>
        <translation>systemd 会将行尾的反斜杠视为值延续的标志</translation>
    </message>
    <message>
        <source>expected a section such as [Unit] before the first key, found %1</source>
        <translation>第一个键之前应有 [Unit] 之类的节，却发现了%1</translation>
    </message>
    <message>
        <source>a type after &quot;:&quot;</source>
        <translation>“:”之后的类型</translation>
    </message>
    <message>
        <source>expected a name before &quot;=&quot;, found %1</source>
        <translation>“=”之前应为名称，却发现了%1</translation>
    </message>
    <message>
        <source>a value after &quot;=&quot;</source>
        <translation>“=”之后的值</translation>
    </message>
    <message>
        <source>a name before &quot;=&quot;</source>
        <translation>“=”之前的名称</translation>
    </message>
    <message>
        <source>a statement</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>expected a name before &quot;=&quot;, found the Python keyword %1</source>
        <translation>“=”之前应为名称，却发现了 Python 关键字 %1</translation>
    </message>
    <message>
        <source>a closing bracket</source>
        <translation>右括号</translation>
    </message>
    <message>
        <source>several names share this value; change it in the text</source>
        <translation>多个名称共用此值；请在文本中更改</translation>
    </message>
    <message>
        <source>expected a name that Python allows (letters, digits and _), found &quot;%1&quot;</source>
        <translation>应为 Python 允许的名称（字母、数字和 _），却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a name in the form in which Python compares names (%1)</source>
        <translation>名称应采用 Python 比较名称时的形式（%1）</translation>
    </message>
    <message>
        <source>expected a name that the file does not use yet, found &quot;%1&quot; in line %2</source>
        <translation>应为文件尚未使用的名称，却发现“%1”已用于第 %2 行</translation>
    </message>
    <message>
        <source>line %1 uses the name &quot;%2&quot; too; change it in the text</source>
        <translation>第 %1 行也使用名称“%2”；请在文本中更改</translation>
    </message>
    <message>
        <source>found no line of its own for the new name</source>
        <translation>未找到可供新名称独占的行</translation>
    </message>
    <message>
        <source>a later line changes what this name stands for; change it in the text</source>
        <translation>后面的行更改了此名称所代表的内容；请在文本中更改</translation>
    </message>
    <message>
        <source>this is code, not a value; change it in the text</source>
        <translation>这是代码而不是值；请在文本中更改</translation>
    </message>
    <message>
        <source>found no statement that can be removed</source>
        <translation>未找到可以移除的语句</translation>
    </message>
    <message>
        <source>a set holds single values, no %1</source>
        <translation>集合只容纳单个值，不能容纳%1</translation>
    </message>
    <message>
        <source>Python has no literal for a set without members</source>
        <translation>Python 没有空集合的字面量</translation>
    </message>
    <message>
        <source>this key is not a text; change it in the text of the file</source>
        <translation>此键不是文本；请在文件的文本中更改</translation>
    </message>
    <message>
        <source>the members of a set have no order that counts</source>
        <translation>集合的成员没有起作用的顺序</translation>
    </message>
    <message>
        <source>expected UTF-8, found the encoding &quot;%1&quot; declared; save the file as UTF-8</source>
        <translation>应为 UTF-8，却发现声明的编码为“%1”；请将文件保存为 UTF-8</translation>
    </message>
    <message>
        <source>expected &quot;%1&quot; to close this bracket, found the end of the file</source>
        <translation>应以“%1”闭合此括号，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected the end of the line after &quot;\&quot;</source>
        <translation>“\”之后应为行尾</translation>
    </message>
    <message>
        <source>expected the next line after &quot;\&quot;, found the end of the file</source>
        <translation>“\”之后应为下一行，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected a name or an operator, found &quot;%1&quot; (U+%2)</source>
        <translation>应为名称或运算符，却发现了“%1”（U+%2）</translation>
    </message>
    <message>
        <source>expected %1 at the end of this string, found the end of the file</source>
        <translation>此字符串末尾应为 %1，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected %1 at the end of this string, found the end of the line</source>
        <translation>此字符串末尾应为 %1，却到了行尾</translation>
    </message>
    <message>
        <source>expected an opening bracket before &quot;%1&quot;</source>
        <translation>“%1”之前应有左括号</translation>
    </message>
    <message>
        <source>expected &quot;%1&quot; to close the bracket of line %2, found &quot;%3&quot;</source>
        <translation>应以“%1”闭合第 %2 行的括号，却发现了“%3”</translation>
    </message>
    <message>
        <source>expected a name or an operator, found &quot;%1&quot;</source>
        <translation>应为名称或运算符，却发现了“%1”</translation>
    </message>
    <message>
        <source>an operator or the end of the line</source>
        <translation>运算符或行尾</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;%1&quot;</source>
        <translation>“,”或“%1”</translation>
    </message>
    <message>
        <source>an indented line after &quot;:&quot;</source>
        <translation>“:”之后的缩进行</translation>
    </message>
    <message>
        <source>a line without indentation</source>
        <translation>没有缩进的行</translation>
    </message>
    <message>
        <source>module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>expected a character up to \U0010FFFF</source>
        <translation>字符最大应为 \U0010FFFF</translation>
    </message>
    <message>
        <source>expected the name of a character in braces after \N</source>
        <translation>\N 之后应为花括号中的字符名称</translation>
    </message>
    <message>
        <source>expected %1 hexadecimal digits after \%2</source>
        <translation>\%2 之后应为 %1 位十六进制数字</translation>
    </message>
    <message>
        <source>expected only ASCII characters in a byte string; write the others as \xNN</source>
        <translation>字节串中只应有 ASCII 字符；其他字符请写作 \xNN</translation>
    </message>
    <message>
        <source>expected characters up to U+00FF for a byte string, one for each byte</source>
        <translation>字节串的字符最大应为 U+00FF，每个字符一个字节</translation>
    </message>
    <message>
        <source>this text is written in several parts with a comment between, which would get lost</source>
        <translation>此文本分几部分书写，其间有注释，会因此丢失</translation>
    </message>
    <message>
        <source>expected a whole number as Python writes it (17, 0x11, 0o21, 1_000), found &quot;%1&quot;</source>
        <translation>应为 Python 写法的整数（17、0x11、0o21、1_000），却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a finite number, found &quot;%1&quot;, which Python writes as code: float(&quot;%1&quot;)</source>
        <translation>应为有限的数，却发现了“%1”，Python 将其写作代码：float(&quot;%1&quot;)</translation>
    </message>
    <message>
        <source>expected a number as Python writes it (0.5, 1e3), found &quot;%1&quot;</source>
        <translation>应为 Python 写法的数（0.5、1e3），却发现了“%1”</translation>
    </message>
    <message>
        <source>Python has no literal for dates and times; write a text instead</source>
        <translation>Python 没有日期和时间的字面量；请改写文本</translation>
    </message>
    <message>
        <source>expected a single value, found %1</source>
        <translation>应为单个值，却发现了%1</translation>
    </message>
    <message>
        <source>TOML has no array of tables without a table; remove the whole array</source>
        <translation>TOML 没有不含表的表数组；请移除整个数组</translation>
    </message>
    <message>
        <source>expected the table in one piece, found other tables between its parts</source>
        <translation>表应为完整的一块，却发现其各部分之间有其他表</translation>
    </message>
    <message>
        <source>expected a table with a header, found one that only keys name</source>
        <translation>应为带表头的表，却发现了只由键命名的表</translation>
    </message>
    <message>
        <source>an array of tables takes tables only, not %1</source>
        <translation>表数组只容纳表，不能容纳%1</translation>
    </message>
    <message>
        <source>expected one key to remove, found several with the same beginning; remove them one by one</source>
        <translation>应只移除一个键，却发现多个键有相同的开头；请逐个移除</translation>
    </message>
    <message>
        <source>TOML has no way to write half of a surrogate pair</source>
        <translation>TOML 无法书写半个代理对</translation>
    </message>
    <message>
        <source>expected a key in one pair of quotes, found three of them</source>
        <translation>应为一对引号中的键，却发现了三个引号</translation>
    </message>
    <message>
        <source>a key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>expected a closing %1, found %2</source>
        <translation>应为闭合的%1，却发现了%2</translation>
    </message>
    <message>
        <source>expected %1 to close this text, found the end of the file</source>
        <translation>应以 %1 结束此文本，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected one of b t n f r &quot; \ u U after &quot;\&quot;, found %1</source>
        <translation>“\”之后应为 b t n f r &quot; \ u U 之一，却发现了%1</translation>
    </message>
    <message>
        <source>expected %1 hexadecimal digits after &quot;\%2&quot;, found %3</source>
        <translation>“\%2”之后应为 %1 位十六进制数字，却发现了%3</translation>
    </message>
    <message>
        <source>expected the number of a character, found &quot;%1&quot;</source>
        <translation>应为字符的编号，却发现了“%1”</translation>
    </message>
    <message>
        <source>a value; TOML has no null</source>
        <translation>值；TOML 没有 null</translation>
    </message>
    <message>
        <source>a value; texts stand in quotes</source>
        <translation>值；文本须加引号</translation>
    </message>
    <message>
        <source>expected a line feed after the carriage return, found %1</source>
        <translation>回车之后应为换行，却发现了%1</translation>
    </message>
    <message>
        <source>expected text, found the control byte 0x%1</source>
        <translation>应为文本，却发现了控制字节 0x%1</translation>
    </message>
    <message>
        <source>a quote</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>%1 behind the name of the table</source>
        <translation>表名之后的%1</translation>
    </message>
    <message>
        <source>a new table</source>
        <translation>新表</translation>
    </message>
    <message>
        <source>a new array of tables</source>
        <translation>新的表数组</translation>
    </message>
    <message>
        <source>&quot;=&quot; after the key</source>
        <translation>键之后的“=”</translation>
    </message>
    <message>
        <source>a new key</source>
        <translation>新键</translation>
    </message>
    <message>
        <source>keys of a table without a header</source>
        <translation>没有表头的表的键</translation>
    </message>
    <message>
        <source>expected a key after &quot;,&quot;, found &quot;}&quot;; an inline table has no comma at its end</source>
        <translation>“,”之后应为键，却发现了“}”；内联表末尾没有逗号</translation>
    </message>
    <message>
        <source>&quot;}&quot; in the line of this inline table</source>
        <translation>此内联表所在行中的“}”</translation>
    </message>
    <message>
        <source>expected %1, found &quot;%2&quot; again; it stands in line %3 already</source>
        <translation>应为%1，却再次发现了“%2”；第 %3 行已有它</translation>
    </message>
    <message>
        <source>expected a table that can get more keys, found the %1 &quot;%2&quot; of line %3</source>
        <translation>应为还能添加键的表，却发现了第 %3 行的%1“%2”</translation>
    </message>
    <message>
        <source>expected TOML 1.0, found something else: %1</source>
        <translation>应为 TOML 1.0，却发现了别的东西：%1</translation>
    </message>
    <message>
        <source>inline table</source>
        <translation>内联表</translation>
    </message>
    <message>
        <source>array of tables</source>
        <translation>表数组</translation>
    </message>
    <message>
        <source>expected a date as in 1979-05-27, a time as in 07:32:00, or both with a &quot;T&quot; between them, found &quot;%1&quot;</source>
        <translation>应为 1979-05-27 这样的日期、07:32:00 这样的时间，或以“T”相连的两者，却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a number without leading zeros, found &quot;%1&quot;</source>
        <translation>应为没有前导零的数，却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a whole number that fits 64 bits, found &quot;%1&quot;</source>
        <translation>应为 64 位以内的整数，却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a number that fits 64 bits, found &quot;%1&quot;</source>
        <translation>应为 64 位以内的数，却发现了“%1”</translation>
    </message>
    <message>
        <source>expected %1, found &quot;%2&quot;</source>
        <translation>应为%1，却发现了“%2”</translation>
    </message>
    <message>
        <source>expected a date or time of the same form as &quot;%1&quot;, found &quot;%2&quot;</source>
        <translation>应为与“%1”形式相同的日期或时间，却发现了“%2”</translation>
    </message>
    <message>
        <source>TOML has no way to write %1</source>
        <translation>TOML 无法书写%1</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>byte string</source>
        <translation>字节串</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>truth value</source>
        <translation>真假值</translation>
    </message>
    <message>
        <source>null</source>
        <translation>空值</translation>
    </message>
    <message>
        <source>date or time</source>
        <translation>日期或时间</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>an %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>a %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 is not edited as one value</source>
        <translation>%1 不能作为一个值来编辑</translation>
    </message>
    <message>
        <source>this is a copy of what stands at the anchor &quot;%1&quot;; change it there</source>
        <translation>这是锚点“%1”处内容的副本；请在那里更改</translation>
    </message>
    <message>
        <source>this is a copy of what stands at the anchor &quot;%1&quot; in line %2; change it there, in the text</source>
        <translation>这是第 %2 行锚点“%1”处内容的副本；请在那里的文本中更改</translation>
    </message>
    <message>
        <source>the alias in line %1 stands for the anchor &quot;%2&quot; here, and would change as well; change it in the text</source>
        <translation>第 %1 行的别名代表此处的锚点“%2”，也会随之改变；请在文本中更改</translation>
    </message>
    <message>
        <source>an alias stands for the anchor &quot;%1&quot; here, and would change as well; change it in the text</source>
        <translation>有别名代表此处的锚点“%1”，也会随之改变；请在文本中更改</translation>
    </message>
    <message>
        <source>the alias in line %1 stands for the anchor &quot;&amp;%2&quot; here, and would lead nowhere</source>
        <translation>第 %1 行的别名代表此处的锚点“&amp;%2”，将会失去指向</translation>
    </message>
    <message>
        <source>documents of a file are added, removed and moved in the text</source>
        <translation>文件中的文档须在文本中添加、移除和移动</translation>
    </message>
    <message>
        <source>a pair without braces has one key, neither more nor less</source>
        <translation>没有花括号的键值对有且只有一个键</translation>
    </message>
    <message>
        <source>this key is an alias; change it in the text</source>
        <translation>此键是别名；请在文本中更改</translation>
    </message>
    <message>
        <source>this key is a list or a table; change it in the text</source>
        <translation>此键是列表或表；请在文本中更改</translation>
    </message>
    <message>
        <source>this key has no text; give it one in the text</source>
        <translation>此键没有文本；请在文本中补上</translation>
    </message>
    <message>
        <source>expected &quot;:&quot; after this key, found %1</source>
        <translation>此键之后应为“:”，却发现了%1</translation>
    </message>
    <message>
        <source>expected one &quot;:&quot; on a line, found a second one; a text that holds &quot;: &quot; needs quotes</source>
        <translation>一行中应只有一个“:”，却发现了第二个；含有“: ”的文本须加引号</translation>
    </message>
    <message>
        <source>expected a key at the column of the keys around it, found one that is indented as part of the value before it</source>
        <translation>键应与周围的键同列，却发现它缩进成了前一个值的一部分</translation>
    </message>
    <message>
        <source>the items of a list on lines of their own</source>
        <translation>独占各行的列表项</translation>
    </message>
    <message>
        <source>the keys of a table on lines of their own</source>
        <translation>独占各行的表键</translation>
    </message>
    <message>
        <source>the end of the line after the value</source>
        <translation>值之后的行尾</translation>
    </message>
    <message>
        <source>a key, as before in this table (line %1)</source>
        <translation>键，与此表前面的一致（第 %1 行）</translation>
    </message>
    <message>
        <source>expected a key at column %1, where the keys of this table stand (line %2), found %3 at column %4</source>
        <translation>第 %1 列应为键，此表的键都在该列（第 %2 行），却在第 %4 列发现了%3</translation>
    </message>
    <message>
        <source>&quot;- &quot;, as before the other items of this list (line %1)</source>
        <translation>“- ”，与此列表的其他项一致（第 %1 行）</translation>
    </message>
    <message>
        <source>expected &quot;- &quot; at column %1, where the items of this list stand (line %2), found %3 at column %4</source>
        <translation>第 %1 列应为“- ”，此列表的项都在该列（第 %2 行），却在第 %4 列发现了%3</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;%1&quot; for the &quot;%2&quot; of line %3</source>
        <translation>第 %3 行“%2”所需的“,”或“%1”</translation>
    </message>
    <message>
        <source>the end of the file or &quot;---&quot; after the value</source>
        <translation>值之后的文件末尾或“---”</translation>
    </message>
    <message>
        <source>expected a closing single quote, found the end of the file</source>
        <translation>应为右单引号，却到了文件末尾</translation>
    </message>
    <message>
        <source>expected a closing quote, found the document marker &quot;%1&quot; in line %2</source>
        <translation>应为右引号，却在第 %2 行发现了文档标记“%1”</translation>
    </message>
    <message>
        <source>expected a blank between &quot;:&quot; and what follows it in flow style, found %1</source>
        <translation>流式写法中“:”与其后内容之间应有空格，却发现了%1</translation>
    </message>
    <message>
        <source>expected one of 0 a b t n v f r e &quot; / \ N _ L P x u U after &quot;\&quot;, found %1; in single quotes &quot;\&quot; is a character like any other</source>
        <translation>“\”之后应为 0 a b t n v f r e &quot; / \ N _ L P x u U 之一，却发现了%1；单引号中的“\”是普通字符</translation>
    </message>
    <message>
        <source>expected the number of a Unicode character, found one that is none</source>
        <translation>应为 Unicode 字符的编号，却发现了不存在的编号</translation>
    </message>
    <message>
        <source>expected blanks for indentation, found a tab</source>
        <translation>缩进应使用空格，却发现了制表符</translation>
    </message>
    <message>
        <source>expected a value or a key, found %1; a text that begins with it needs quotes</source>
        <translation>应为值或键，却发现了%1；以它开头的文本须加引号</translation>
    </message>
    <message>
        <source>expected a tag that a %TAG line explains, found &quot;%1&quot;</source>
        <translation>应为 %TAG 行说明过的标签，却发现了“%1”</translation>
    </message>
    <message>
        <source>the name of an anchor after &quot;*&quot;; a text that begins with &quot;*&quot; needs quotes</source>
        <translation>“*”之后的锚点名；以“*”开头的文本须加引号</translation>
    </message>
    <message>
        <source>a name of letters, digits, &quot;-&quot; and &quot;_&quot; after &quot;&amp;&quot;</source>
        <translation>“&amp;”之后由字母、数字、“-”和“_”组成的名称</translation>
    </message>
    <message>
        <source>the end of the line after &quot;%1&quot;</source>
        <translation>“%1”之后的行尾</translation>
    </message>
    <message>
        <source>the end of the line after the directive</source>
        <translation>指令之后的行尾</translation>
    </message>
    <message>
        <source>an indentation from 1 to 9</source>
        <translation>1 到 9 的缩进</translation>
    </message>
    <message>
        <source>&quot;&gt;&quot; to close the tag</source>
        <translation>闭合标签的“&gt;”</translation>
    </message>
    <message>
        <source>expected %YAML or %TAG, found another directive; a text that begins with &quot;%&quot; needs quotes</source>
        <translation>应为 %YAML 或 %TAG，却发现了别的指令；以“%”开头的文本须加引号</translation>
    </message>
    <message>
        <source>expected YAML of version 1, found a directive for another one</source>
        <translation>应为 YAML 第 1 版，却发现了其他版本的指令</translation>
    </message>
    <message>
        <source>expected each directive once, found the same one again</source>
        <translation>每条指令应只出现一次，却再次发现了同一条</translation>
    </message>
    <message>
        <source>expected text, found the control character %1</source>
        <translation>应为文本，却发现了控制字符 %1</translation>
    </message>
    <message>
        <source>expected something else, found %1</source>
        <translation>应为别的内容，却发现了%1</translation>
    </message>
    <message>
        <source>expected YAML, found %1</source>
        <translation>应为 YAML，却发现了%1</translation>
    </message>
    <message>
        <source>expected at most %1 tag directives</source>
        <translation>最多应有 %1 条标签指令</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>alias of what it is part of</source>
        <translation>其自身所属内容的别名</translation>
    </message>
    <message>
        <source>alias of %1</source>
        <translation>%1的别名</translation>
    </message>
    <message>
        <source>tagged %1</source>
        <translation>带标签 %1</translation>
    </message>
    <message>
        <source>expected a value in a spelling whose place can be told</source>
        <translation>应为能确定其位置的写法</translation>
    </message>
    <message>
        <source>expected what the tag &quot;%1&quot; says, found &quot;%2&quot;</source>
        <translation>应为标签“%1”所指的内容，却发现了“%2”</translation>
    </message>
    <message>
        <source>a blank</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>expected an anchor &quot;&amp;%1&quot; before this alias, found none</source>
        <translation>此别名之前应有锚点“&amp;%1”，却没有</translation>
    </message>
    <message>
        <source>expected aliases that stand for at most %1 characters, found more</source>
        <translation>别名所代表的字符最多应为 %1 个，却发现了更多</translation>
    </message>
    <message>
        <source>expected aliases that stand for at most %1 keys and values, found more</source>
        <translation>别名所代表的键和值最多应为 %1 个，却发现了更多</translation>
    </message>
    <message>
        <source>YAML has no way to write half of a surrogate pair</source>
        <translation>YAML 无法书写半个代理对</translation>
    </message>
    <message>
        <source>expected a whole number as YAML writes it (17, 0x11, 0o21), found &quot;%1&quot;</source>
        <translation>应为 YAML 写法的整数（17、0x11、0o21），却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a number as YAML writes it (0.5, 1e3, .inf), found &quot;%1&quot;</source>
        <translation>应为 YAML 写法的数（0.5、1e3、.inf），却发现了“%1”</translation>
    </message>
    <message>
        <source>expected a date or time such as 2001-12-14T21:59:43Z, found &quot;%1&quot;</source>
        <translation>应为 2001-12-14T21:59:43Z 这样的日期或时间，却发现了“%1”</translation>
    </message>
    <message>
        <source>YAML 1.2 has no dates and times; write a text instead</source>
        <translation>YAML 1.2 没有日期和时间；请改写文本</translation>
    </message>
    <message>
        <source>this key has no &quot;:&quot; and no value; write them in the text</source>
        <translation>此键没有“:”，也没有值；请在文本中补上</translation>
    </message>
    <message>
        <source>the tag &quot;%1&quot; says that this is %2; change it in the text</source>
        <translation>标签“%1”说明这是%2；请在文本中更改</translation>
    </message>
    <message>
        <source>expected a key of at most %1 characters</source>
        <translation>键最多应有 %1 个字符</translation>
    </message>
    <message>
        <source>unknown error</source>
        <translation>未知错误</translation>
    </message>
    <message>
        <source>the kept history: %1</source>
        <translation>保留的历史：%1</translation>
    </message>
    <message>
        <source>the kept history: the system refused to write</source>
        <translation>保留的历史：系统拒绝写入</translation>
    </message>
    <message>
        <source>the kept history: the system refused to remove it</source>
        <translation>保留的历史：系统拒绝移除它</translation>
    </message>
    <message>
        <source>another program keeps it locked</source>
        <translation>另一个程序一直锁定着它</translation>
    </message>
    <message>
        <source>the system refused to write beside it</source>
        <translation>系统拒绝在其旁边写入</translation>
    </message>
    <message>
        <source>the kept history no longer holds this</source>
        <translation>保留的历史中已没有此内容</translation>
    </message>
    <message>
        <source>%1; it was set aside as %2, and a new one begins</source>
        <translation>%1；已将其移存为 %2，并开始新的历史</translation>
    </message>
    <message>
        <source>the kept history: git takes no file of this name</source>
        <translation>保留的历史：git 不接受此名称的文件</translation>
    </message>
    <message>
        <source>it belongs to another user</source>
        <translation>它属于另一个用户</translation>
    </message>
    <message>
        <source>everybody may write to it, mode %1</source>
        <translation>任何人都可以写入它，权限模式 %1</translation>
    </message>
    <message>
        <source>an access list lets others write to it, mode %1</source>
        <translation>访问控制列表允许他人写入它，权限模式 %1</translation>
    </message>
    <message>
        <source>a group may write to it, mode %1</source>
        <translation>组成员可以写入它，权限模式 %1</translation>
    </message>
    <message>
        <source>not run, because somebody else could have written it: %1 (%2)</source>
        <translation>未运行，因为可能有他人写过它：%1（%2）</translation>
    </message>
    <message>
        <source>not run, because it cannot be told who may write to %1</source>
        <translation>未运行，因为无法判断谁可以写入 %1</translation>
    </message>
    <message>
        <source>it begins without the state of the version before, which could not be kept: %1</source>
        <translation>它开始时没有前一版本的状态，该状态无法保留：%1</translation>
    </message>
    <message>
        <source>the library is not whole: its table of sections names what is not there</source>
        <translation>库不完整：其节表指向不存在的内容</translation>
    </message>
    <message>
        <source>the library is not whole: expected %1 bytes, found %2</source>
        <translation>库不完整：应为 %1 字节，却发现了 %2 字节</translation>
    </message>
    <message>
        <source>expected a plugin with Q_INTERFACES(retune::Task), found another</source>
        <translation>应为带 Q_INTERFACES(retune::Task) 的插件，却发现了别的东西</translation>
    </message>
    <message>
        <source>the library cannot be copied: %1</source>
        <translation>无法复制库：%1</translation>
    </message>
    <message>
        <source>expected a plugin of Qt: %1</source>
        <translation>应为 Qt 插件：%1</translation>
    </message>
    <message>
        <source>expected the interface %1, found %2</source>
        <translation>应为接口 %1，却发现了 %2</translation>
    </message>
    <message>
        <source>the library cannot be loaded: %1</source>
        <translation>无法加载库：%1</translation>
    </message>
    <message>
        <source>not run, because compiling sources is not allowed</source>
        <translation>未运行，因为不允许编译源代码</translation>
    </message>
    <message>
        <source>not run, because the program has no QCoreApplication</source>
        <translation>未运行，因为程序没有 QCoreApplication</translation>
    </message>
    <message>
        <source>not run, because %1 is the task %2 already</source>
        <translation>未运行，因为 %1 已经是任务 %2</translation>
    </message>
    <message>
        <source>no task %1 is live</source>
        <translation>没有生效的任务 %1</translation>
    </message>
    <message>
        <source>the task %1 calls itself through its host</source>
        <translation>任务 %1 通过其宿主调用了自己</translation>
    </message>
    <message>
        <source>further lines of this call are left out</source>
        <translation>省略了此次调用的后续各行</translation>
    </message>
    <message>
        <source>expected a function run, found none</source>
        <translation>应有函数 run，却没有</translation>
    </message>
    <message>
        <source>expected a state that is an object, found another</source>
        <translation>状态应为对象，却不是</translation>
    </message>
    <message>
        <source>expected a value that JSON can hold: %1</source>
        <translation>应为 JSON 能容纳的值：%1</translation>
    </message>
    <message>
        <source>interrupted, because it took longer than its time limit</source>
        <translation>已中断，因为用时超过了限制</translation>
    </message>
    <message>
        <source>interrupted, because it took more memory than its limit</source>
        <translation>已中断，因为占用内存超过了限制</translation>
    </message>
    <message>
        <source>it could not be compiled: %1</source>
        <translation>无法编译：%1</translation>
    </message>
    <message>
        <source>sources cannot be compiled: there is no compiler %1</source>
        <translation>无法编译源代码：没有编译器 %1</translation>
    </message>
    <message>
        <source>sources cannot be compiled: pkg-config does not know retune-plugin (%1)</source>
        <translation>无法编译源代码：pkg-config 不知道 retune-plugin（%1）</translation>
    </message>
    <message>
        <source>the source cannot be copied to %1</source>
        <translation>无法将源代码复制到 %1</translation>
    </message>
    <message>
        <source>the compiler made no library</source>
        <translation>编译器未生成库</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2</source>
        <translation>无法启动 %1：%2</translation>
    </message>
    <message>
        <source>%1 took too long</source>
        <translation>%1 用时过长</translation>
    </message>
    <message>
        <source>a value of type %1</source>
        <translation>%1类型的值</translation>
    </message>
    <message>
        <source>the %1 &quot;%2&quot;</source>
        <translation>%1“%2”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>%1之一</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 到 %2 之间的整数</translation>
    </message>
    <message>
        <source>a whole number from 0 to %1</source>
        <translation>0 到 %1 之间的整数</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a byte string or a text</source>
        <translation>字节串或文本</translation>
    </message>
    <message>
        <source>a date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>expected UTF-8 and no empty part in the name</source>
        <translation>名称应为 UTF-8 且没有空的部分</translation>
    </message>
    <message>
        <source>expected no other variable below this one</source>
        <translation>此变量之下不应有其他变量</translation>
    </message>
    <message>
        <source>the variable %1: %2</source>
        <translation>变量 %1：%2</translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>expected a file, found a symbolic link that leads in a circle</source>
        <translation>应为文件，却发现了循环的符号链接</translation>
    </message>
    <message>
        <source>expected a file, found a socket or a device</source>
        <translation>应为文件，却发现了套接字或设备</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>expected a file, found a symbolic link to nothing</source>
        <translation>应为文件，却发现了没有目标的符号链接</translation>
    </message>
    <message>
        <source>the folder cannot be listed: %1</source>
        <translation>无法列出文件夹：%1</translation>
    </message>
    <message>
        <source>no settings file of this name</source>
        <translation>没有此名称的设置文件</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; does not exist</source>
        <translation>键“%1”不存在</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; does not exist in any of %2</source>
        <translation>键“%1”在 %2 中都不存在</translation>
    </message>
    <message>
        <source>the default in the code</source>
        <translation>代码中的默认值</translation>
    </message>
    <message>
        <source>the variable %1</source>
        <translation>变量 %1</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>expected a folder, found a file; open its folder &quot;%1&quot;</source>
        <translation>应为文件夹，却发现了文件；请打开其所在文件夹“%1”</translation>
    </message>
    <message>
        <source>the folder cannot be read: permission denied</source>
        <translation>无法读取文件夹：没有权限</translation>
    </message>
    <message>
        <source>no settings file of this name in the folder %1</source>
        <translation>文件夹 %1 中没有此名称的设置文件</translation>
    </message>
    <message>
        <source>a conversion cannot ask its store for other values</source>
        <translation>转换不能向其存储区索取其他值</translation>
    </message>
    <message>
        <source>the conversion failed: %1</source>
        <translation>转换失败：%1</translation>
    </message>
    <message>
        <source>the check failed: %1</source>
        <translation>检查失败：%1</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 字节</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>expected a size such as 100M, found &quot;%1&quot;</source>
        <translation>应为 100M 这样的大小，却发现了“%1”</translation>
    </message>
    <message>
        <source>expected at most %1, found %2</source>
        <translation>最多应为 %1，却发现了 %2</translation>
    </message>
    <message>
        <source>expected UTF-8, found %1; save the file as UTF-8</source>
        <translation>应为 UTF-8，却发现了 %1；请将文件保存为 UTF-8</translation>
    </message>
    <message>
        <source>expected UTF-8, found the byte %1</source>
        <translation>应为 UTF-8，却发现了字节 %1</translation>
    </message>
    <message>
        <source>expected text, found the control byte %1</source>
        <translation>应为文本，却发现了控制字节 %1</translation>
    </message>
    <message>
        <source>an exception that is no std::exception</source>
        <translation>不是 std::exception 的异常</translation>
    </message>
    <message>
        <source>on %1 others may change files without any event here, so it is looked at periodically</source>
        <translation>在 %1 上，他人可能更改文件而此处收不到任何事件，因此定期查看</translation>
    </message>
    <message>
        <source>no inotify instance is left for this user or no open file for this program (the limits are fs.inotify.max_user_instances and RLIMIT_NOFILE)</source>
        <translation>此用户已没有可用的 inotify 实例，或此程序已不能再打开文件（限制为 fs.inotify.max_user_instances 和 RLIMIT_NOFILE）</translation>
    </message>
    <message>
        <source>the system gives no inotify instance: %1</source>
        <translation>系统不提供 inotify 实例：%1</translation>
    </message>
    <message>
        <source>QFileSystemWatcher works only in a program with a QCoreApplication</source>
        <translation>QFileSystemWatcher 只能在有 QCoreApplication 的程序中使用</translation>
    </message>
    <message>
        <source>QFileSystemWatcher watches no more than %1 files and folders here; changes in %2 further files are seen late</source>
        <translation>QFileSystemWatcher 在此最多监视 %1 个文件和文件夹；另外 %2 个文件的更改会较晚看到</translation>
    </message>
    <message>
        <source>expected the absolute path of a folder to watch, found a relative one</source>
        <translation>应为要监视的文件夹的绝对路径，却发现了相对路径</translation>
    </message>
    <message>
        <source>expected a folder to watch, found nothing</source>
        <translation>应为要监视的文件夹，却什么也没有</translation>
    </message>
    <message>
        <source>expected a folder to watch, found something else</source>
        <translation>应为要监视的文件夹，却发现了别的东西</translation>
    </message>
    <message>
        <source>no permission to watch this folder; changes in it are seen late</source>
        <translation>没有监视此文件夹的权限；其中的更改会较晚看到</translation>
    </message>
    <message>
        <source>the system watches no more folders for this user (the limit is fs.inotify.max_user_watches); changes in this one are seen late</source>
        <translation>系统不再为此用户监视更多文件夹（限制为 fs.inotify.max_user_watches）；此文件夹中的更改会较晚看到</translation>
    </message>
    <message>
        <source>the system refused to watch this folder: %1; changes in it are seen late</source>
        <translation>系统拒绝监视此文件夹：%1；其中的更改会较晚看到</translation>
    </message>
    <message>
        <source>the system refused to watch this folder: %1; if a folder or link in it is replaced, that is seen late</source>
        <translation>系统拒绝监视此文件夹：%1；若其中的文件夹或链接被替换，会较晚看到</translation>
    </message>
    <message>
        <source>inotify is there on Linux only</source>
        <translation>inotify 仅在 Linux 上可用</translation>
    </message>
    <message>
        <source>%1; the interval is %2 s</source>
        <translation>%1；间隔为 %2 秒</translation>
    </message>
    <message>
        <source>There is no setting.py in this folder. Create it with the line redis = &quot;hello&quot; and it is printed.</source>
        <translation>此文件夹中没有 setting.py。创建它并写入一行 redis = &quot;hello&quot;，便会打印出来。</translation>
    </message>
    <message>
        <source>setting.py has no good content yet: %1</source>
        <translation>setting.py 尚无正确的内容：%1</translation>
    </message>
    <message>
        <source>setting.py has no key redis. Add the line redis = &quot;hello&quot; and it is printed.</source>
        <translation>setting.py 没有键 redis。添加一行 redis = &quot;hello&quot;，便会打印出来。</translation>
    </message>
    <message>
        <source>A call of the code in %1 does not end; it was left as it is.</source>
        <translation>%1 中代码的一次调用没有结束，已任其继续。</translation>
    </message>
    <message>
        <source>The worker met an error and goes on: %1</source>
        <translation>工作程序遇到错误，将继续运行：%1</translation>
    </message>
    <message>
        <source>an empty %1 takes no VALUE</source>
        <translation>空的%1不接受 VALUE</translation>
    </message>
    <message>
        <source>expected VALUE</source>
        <translation>应有 VALUE</translation>
    </message>
    <message>
        <source>the option %1 takes no value</source>
        <translation>选项 %1 不接受值</translation>
    </message>
    <message>
        <source>there is no option %1</source>
        <translation>没有选项 %1</translation>
    </message>
    <message>
        <source>the option %1 needs a value</source>
        <translation>选项 %1 需要一个值</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>应有 %1</translation>
    </message>
    <message>
        <source>did not expect &quot;%1&quot;</source>
        <translation>不应有“%1”</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>--in-place allows that</source>
        <translation>--in-place 允许这样做</translation>
    </message>
    <message>
        <source>there is no type &quot;%1&quot; for a value</source>
        <translation>没有值类型“%1”</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>and</source>
        <translation>和</translation>
    </message>
    <message>
        <source>Try &apos;%1&apos;.</source>
        <translation>请尝试“%1”。</translation>
    </message>
    <message>
        <source>there is no format &quot;%1&quot;, only %2</source>
        <translation>没有格式“%1”，只有 %2</translation>
    </message>
    <message>
        <source>expected a command</source>
        <translation>应有命令</translation>
    </message>
    <message>
        <source>there is no command &quot;%1&quot;</source>
        <translation>没有命令“%1”</translation>
    </message>
    <message>
        <source>expected a whole number for POSITION, found &quot;%1&quot;</source>
        <translation>POSITION 应为整数，却发现了“%1”</translation>
    </message>
    <message>
        <source>set gives a single value, no %1</source>
        <translation>set 给出单个值，不能给出%1</translation>
    </message>
    <message>
        <source>the name is not that of a settings file; say which format it has with --format</source>
        <translation>此名称不是设置文件的名称；请用 --format 说明其格式</translation>
    </message>
    <message>
        <source>the file changes all the time while it is read</source>
        <translation>读取期间文件一直在变化</translation>
    </message>
    <message>
        <source>--max-size raises the limit</source>
        <translation>--max-size 可提高限制</translation>
    </message>
    <message>
        <source>there is no key %1</source>
        <translation>没有键 %1</translation>
    </message>
    <message>
        <source>the output cannot be written: %1</source>
        <translation>无法写出输出：%1</translation>
    </message>
    <message>
        <source>there is no watcher &quot;%1&quot;</source>
        <translation>没有监视方式“%1”</translation>
    </message>
    <message>
        <source>1 file in %1 (%2), revision %3</source>
        <translation>%1 中有 1 个文件（%2），修订 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n files in %1 (%2), revision %3</source>
        <translation>
            <numerusform>%1 中有 %n 个文件（%2），修订 %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>events were lost (%n times); everything was looked at again</source>
        <translation>
            <numerusform>丢失了事件（%n 次）；已重新查看全部内容</numerusform>
        </translation>
    </message>
    <message>
        <source>no value changed</source>
        <translation>没有值发生变化</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>the folder cannot be written to: %1</source>
        <translation>无法写入文件夹：%1</translation>
    </message>
    <message>
        <source>QFileSystemWatcher gives no reason</source>
        <translation>QFileSystemWatcher 未说明原因</translation>
    </message>
    <message>
        <source>expected a text to merge, found none</source>
        <translation>应为要合并的文本，却什么也没有</translation>
    </message>
    <message>
        <source>your text cannot be merged: %1</source>
        <translation>您的文本无法合并：%1</translation>
    </message>
    <message>
        <source>the text on disk cannot be merged: %1</source>
        <translation>磁盘上的文本无法合并：%1</translation>
    </message>
    <message>
        <source>too many changes for a text of this size</source>
        <translation>对这种大小的文本来说，更改过多</translation>
    </message>
    <message>
        <source>expected a conflict to merge, found none</source>
        <translation>应有要合并的冲突，却没有</translation>
    </message>
    <message>
        <source>%1 (given up; the version before is called again)</source>
        <translation>%1（已放弃；重新调用前一版本）</translation>
    </message>
    <message>
        <source>there is a file of this name already</source>
        <translation>已有此名称的文件</translation>
    </message>
    <message>
        <source>the file is no longer there</source>
        <translation>文件已不存在</translation>
    </message>
    <message>
        <source>expected a folder that is there, found none</source>
        <translation>应为存在的文件夹，却没有</translation>
    </message>
    <message>
        <source>expected a copy that reads like the value itself</source>
        <translation>副本读起来应与值本身相同</translation>
    </message>
    <message>
        <source>a key in it is given twice; copy it in the text</source>
        <translation>其中有一个键出现了两次；请在文本中复制</translation>
    </message>
    <message>
        <source>it holds too much to be copied value by value; copy it in the text</source>
        <translation>内容太多，无法逐值复制；请在文本中复制</translation>
    </message>
    <message>
        <source>there is no %1</source>
        <translation>没有 %1</translation>
    </message>
    <message>
        <source>further files: %1</source>
        <translation>其他文件：%1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>the source cannot be copied: %1</source>
        <translation>无法复制源代码：%1</translation>
    </message>
    <message>
        <source>expected a name in UTF-8, found bytes that are not; it is not read</source>
        <translation>此处应为 UTF-8 编码的名称，却发现不是 UTF-8 的字节；它不会被读取</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>%1 was changed here and on disk, each in another way</source>
        <translation>%1 在此处和磁盘上都作了更改，且各不相同</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>expected the file, found that it was removed</source>
        <translation>应有该文件，却发现它已被移除</translation>
    </message>
    <message>
        <source>the file on the disk was changed while it was merged</source>
        <translation>合并期间磁盘上的文件又被更改了</translation>
    </message>
    <message>
        <source>it is written to without a pause</source>
        <translation>它正被不停地写入</translation>
    </message>
    <message>
        <source>the file on the disk has changed since it was read, and cannot be read now: %1</source>
        <translation>磁盘上的文件自读取后已被更改，而现在无法读取：%1</translation>
    </message>
    <message>
        <source>%1; the file has both names now</source>
        <translation>%1；该文件现在同时有新旧两个名称</translation>
    </message>
    <message>
        <source>the edit was not made: it threw %1</source>
        <translation>未作此编辑：它抛出了 %1</translation>
    </message>
    <message>
        <source>something that does not say what it is</source>
        <translation>未说明自身的异常</translation>
    </message>
    <message>
        <source>expected replacements inside the text, one after the other, found others</source>
        <translation>应为位于文本之内、依次排列的替换，却并非如此</translation>
    </message>
    <message>
        <source>%1; the newest revisions are lost, and it goes on from that of %2</source>
        <translation>%1；最新的修订已丢失，历史从 %2 的修订继续</translation>
    </message>
</context>
<context>
    <name>retune::Actions</name>
    <message>
        <source>&amp;Open Folder…</source>
        <translation>打开文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a folder of settings</source>
        <translation>打开含有设置文件的文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save the file that is shown</source>
        <translation>保存当前显示的文件</translation>
    </message>
    <message>
        <source>Save A&amp;ll</source>
        <translation>全部保存(&amp;L)</translation>
    </message>
    <message>
        <source>Save all files with unsaved edits</source>
        <translation>保存所有有未保存编辑的文件</translation>
    </message>
    <message>
        <source>Look at every file on disk again</source>
        <translation>重新查看磁盘上的每个文件</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close Retune</source>
        <translation>关闭 Retune</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>自动(&amp;A)</translation>
    </message>
    <message>
        <source>The best that this system has, and a periodic scan of the folders that it does not serve</source>
        <translation>本系统最好的方式，对其无法覆盖的文件夹则定期扫描</translation>
    </message>
    <message>
        <source>&amp;inotify</source>
        <translation>&amp;inotify</translation>
    </message>
    <message>
        <source>Sees every change on this machine at once</source>
        <translation>立即看到本机上的每次更改</translation>
    </message>
    <message>
        <source>&amp;QFileSystemWatcher</source>
        <translation>&amp;QFileSystemWatcher</translation>
    </message>
    <message>
        <source>Works on every system; slower, above all with thousands of files</source>
        <translation>适用于所有系统；较慢，文件上千时尤其如此</translation>
    </message>
    <message>
        <source>&amp;Periodic Scan</source>
        <translation>定期扫描(&amp;P)</translation>
    </message>
    <message>
        <source>Looks at every file once a second; sees changes on network file systems too</source>
        <translation>每秒查看一次每个文件；也能看到网络文件系统上的更改</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last edit of this file</source>
        <translation>撤销此文件的上一次编辑</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make the edit again that was taken back</source>
        <translation>重做刚才撤销的编辑</translation>
    </message>
    <message>
        <source>&amp;Filter Settings</source>
        <translation>筛选设置(&amp;F)</translation>
    </message>
    <message>
        <source>Find settings by name or value</source>
        <translation>按名称或值查找设置</translation>
    </message>
    <message>
        <source>&amp;Add Setting…</source>
        <translation>添加设置(&amp;A)…</translation>
    </message>
    <message>
        <source>Add a value to the table or list of the current row</source>
        <translation>向当前行所在的表或列表添加一个值</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Give the key another name</source>
        <translation>给键换一个名称</translation>
    </message>
    <message>
        <source>Remove the current row from its file, with everything below it</source>
        <translation>从文件中移除当前行及其下的全部内容</translation>
    </message>
    <message>
        <source>Move U&amp;p</source>
        <translation>上移(&amp;P)</translation>
    </message>
    <message>
        <source>Let the member of a list change places with the one before it</source>
        <translation>将列表成员与前一个交换位置</translation>
    </message>
    <message>
        <source>Move Do&amp;wn</source>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>Let the member of a list change places with the one after it</source>
        <translation>将列表成员与后一个交换位置</translation>
    </message>
    <message>
        <source>Make the text of the file what the chosen reload had brought; it is not saved</source>
        <translation>将文件的文本恢复为所选重新加载带来的内容；不会保存</translation>
    </message>
    <message>
        <source>Give the chosen key the value that it had before the chosen reload</source>
        <translation>将所选键恢复为所选重新加载之前的值</translation>
    </message>
    <message>
        <source>Make the text of every file what it was after the chosen reload; nothing is saved</source>
        <translation>将每个文件的文本恢复为所选重新加载之后的内容；不会保存</translation>
    </message>
    <message>
        <source>&amp;Keep History of This Folder</source>
        <translation>保留此文件夹的历史(&amp;K)</translation>
    </message>
    <message>
        <source>Remember across restarts what changes in this folder, readable by you alone</source>
        <translation>重新启动后仍记得此文件夹中的更改，只有您可以读取</translation>
    </message>
    <message>
        <source>&amp;Delete Kept History…</source>
        <translation>删除保留的历史(&amp;D)…</translation>
    </message>
    <message>
        <source>Remove what was kept of the changes in this folder</source>
        <translation>移除为此文件夹保留的更改记录</translation>
    </message>
    <message>
        <source>Show or hide the tree of settings</source>
        <translation>显示或隐藏设置树</translation>
    </message>
    <message>
        <source>&amp;Text and Changes</source>
        <translation>文本和更改(&amp;T)</translation>
    </message>
    <message>
        <source>Show or hide the text of the file and its reloads</source>
        <translation>显示或隐藏文件的文本及其重新加载记录</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>问题(&amp;P)</translation>
    </message>
    <message>
        <source>Show the list of what is wrong</source>
        <translation>显示问题列表</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Light or dark, as the desktop is</source>
        <translation>浅色或深色，与桌面一致</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Dark text on a light ground</source>
        <translation>浅色背景，深色文字</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Light text on a dark ground</source>
        <translation>深色背景，浅色文字</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Start a worker that prints a setting once a second</source>
        <translation>启动一个每秒打印一次设置的工作程序</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作程序</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Let the worker wait</source>
        <translation>让工作程序等待</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>End the worker</source>
        <translation>结束工作程序</translation>
    </message>
    <message>
        <source>&amp;Run Code of This Folder</source>
        <translation>运行此文件夹的代码(&amp;R)</translation>
    </message>
    <message>
        <source>Let the worker run the code of this folder, now and whenever the folder is opened</source>
        <translation>让工作程序运行此文件夹的代码，现在以及每次打开此文件夹时</translation>
    </message>
    <message>
        <source>Let the code of this folder run no more, until you allow it again</source>
        <translation>不再运行此文件夹的代码，直到您再次允许</translation>
    </message>
    <message>
        <source>Stop Code</source>
        <translation>停止代码</translation>
    </message>
    <message>
        <source>Compile and Run .cpp &amp;Files in Trusted Folders</source>
        <translation>在受信任的文件夹中编译并运行 .cpp 文件(&amp;F)</translation>
    </message>
    <message>
        <source>Compile each .cpp file in the folder of code and run it, where that code may run</source>
        <translation>编译代码文件夹中的每个 .cpp 文件，并在允许运行代码之处运行它</translation>
    </message>
    <message>
        <source>&amp;Reset Sample</source>
        <translation>重置示例(&amp;R)</translation>
    </message>
    <message>
        <source>Make the sample folder as it was at first</source>
        <translation>将示例文件夹恢复为最初的样子</translation>
    </message>
    <message>
        <source>&amp;About Retune</source>
        <translation>关于 Retune(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>Live apply: save each finished edit of every file at once; undo is saved too</source>
        <translation>实时应用：立即保存所有文件的每次已完成编辑；撤销也会保存</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Save Each Edit of This &amp;File at Once</source>
        <translation>立即保存此文件的每次编辑(&amp;F)</translation>
    </message>
    <message>
        <source>Live apply for the file that is shown, whatever holds for all files</source>
        <translation>对当前显示的文件实时应用，无论对所有文件如何设定</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Language, look, watching, history, and which files are settings</source>
        <translation>语言、外观、监视、历史，以及哪些文件是设置文件</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Every key and what it does</source>
        <translation>每个按键及其作用</translation>
    </message>
    <message>
        <source>&amp;Open Sample</source>
        <translation>打开示例(&amp;O)</translation>
    </message>
    <message>
        <source>Open the sample folder, with a worker that reads it</source>
        <translation>打开示例文件夹，并由工作程序读取它</translation>
    </message>
    <message>
        <source>R&amp;un Program…</source>
        <translation>运行程序(&amp;U)…</translation>
    </message>
    <message>
        <source>Run any command in this folder and see what it prints among the reloads</source>
        <translation>在此文件夹中运行任意命令，并在重新加载记录之间查看其输出</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>运行…</translation>
    </message>
    <message>
        <source>R&amp;estart Program</source>
        <translation>重新启动程序(&amp;E)</translation>
    </message>
    <message>
        <source>End the program that runs and start the command again</source>
        <translation>结束正在运行的程序并再次启动命令</translation>
    </message>
    <message>
        <source>End the program and all that it started</source>
        <translation>结束程序及其启动的一切</translation>
    </message>
    <message>
        <source>&amp;New Settings File…</source>
        <translation>新建设置文件(&amp;N)…</translation>
    </message>
    <message>
        <source>Make a settings file in this folder; its name says the format</source>
        <translation>在此文件夹中新建设置文件；其名称决定格式</translation>
    </message>
    <message>
        <source>Rena&amp;me File…</source>
        <translation>重命名文件(&amp;M)…</translation>
    </message>
    <message>
        <source>Give the file of the current row another name; unsaved edits go with it</source>
        <translation>给当前行所在的文件换一个名称；未保存的编辑会随之保留</translation>
    </message>
    <message>
        <source>Move File to &amp;Trash</source>
        <translation>将文件移到回收站(&amp;T)</translation>
    </message>
    <message>
        <source>Move the file of the current row to the trash; it can be put back</source>
        <translation>将当前行所在的文件移到回收站；可以放回</translation>
    </message>
    <message>
        <source>Put File &amp;Back from Trash</source>
        <translation>从回收站放回文件(&amp;B)</translation>
    </message>
    <message>
        <source>Put back the file that was trashed last</source>
        <translation>放回最近移到回收站的文件</translation>
    </message>
    <message>
        <source>Open File with System &amp;Editor</source>
        <translation>用系统编辑器打开文件(&amp;E)</translation>
    </message>
    <message>
        <source>Open the file of the current row with the program that the system names for it</source>
        <translation>用系统指定的程序打开当前行所在的文件</translation>
    </message>
    <message>
        <source>Sho&amp;w in File Manager</source>
        <translation>在文件管理器中显示(&amp;W)</translation>
    </message>
    <message>
        <source>Open the folder of the current file in the system&apos;s file manager</source>
        <translation>在系统的文件管理器中打开当前文件所在的文件夹</translation>
    </message>
    <message>
        <source>Save Each Edit at On&amp;ce</source>
        <translation>立即保存每次编辑(&amp;C)</translation>
    </message>
    <message>
        <source>Read A&amp;gain</source>
        <translation>重新读取(&amp;G)</translation>
    </message>
    <message>
        <source>Pr&amp;eferences…</source>
        <translation>首选项(&amp;E)…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Put This Version &amp;Back</source>
        <translation>恢复此版本(&amp;B)</translation>
    </message>
    <message>
        <source>Put O&amp;ld Value Back</source>
        <translation>恢复旧值(&amp;L)</translation>
    </message>
    <message>
        <source>Put Folder Back as of T&amp;hen</source>
        <translation>将文件夹恢复到当时(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Log, Problems and History</source>
        <translation>日志、问题和历史(&amp;L)</translation>
    </message>
    <message>
        <source>Show or hide the log, the list of problems and the history</source>
        <translation>显示或隐藏日志、问题列表和历史</translation>
    </message>
    <message>
        <source>Go to &amp;Next Pane</source>
        <translation>转到下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Let the keyboard go to the next pane, also from a text, where Tab types a tab</source>
        <translation>让键盘焦点转到下一个窗格，也可从文本中离开（在文本中 Tab 键输入制表符）</translation>
    </message>
    <message>
        <source>Go to Pre&amp;vious Pane</source>
        <translation>转到上一个窗格(&amp;V)</translation>
    </message>
    <message>
        <source>Let the keyboard go to the pane before this one</source>
        <translation>让键盘焦点转到上一个窗格</translation>
    </message>
    <message>
        <source>Stop Pr&amp;ogram</source>
        <translation>停止程序(&amp;O)</translation>
    </message>
    <message>
        <source>Stop Runnin&amp;g Code of This Folder</source>
        <translation>停止运行此文件夹的代码(&amp;G)</translation>
    </message>
    <message>
        <source>New W&amp;indow</source>
        <translation>新建窗口(&amp;I)</translation>
    </message>
    <message>
        <source>Open one more window, for another folder</source>
        <translation>再打开一个窗口，用于另一个文件夹</translation>
    </message>
    <message>
        <source>Close Fol&amp;der</source>
        <translation>关闭文件夹(&amp;D)</translation>
    </message>
    <message>
        <source>Close the folder that is open; unsaved edits are kept for the next time</source>
        <translation>关闭打开的文件夹；未保存的修改会保留到下次</translation>
    </message>
    <message>
        <source>Re&amp;vert to Saved</source>
        <translation>还原到已保存(&amp;V)</translation>
    </message>
    <message>
        <source>Take back all unsaved edits of the file that is shown, as one step of undo</source>
        <translation>撤回所显示文件的全部未保存修改，作为一步撤销</translation>
    </message>
    <message>
        <source>&amp;Settings Tree</source>
        <translation>设置树(&amp;S)</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>文本(&amp;X)</translation>
    </message>
    <message>
        <source>Go to the text of the file</source>
        <translation>转到文件的文本</translation>
    </message>
    <message>
        <source>&amp;Changes</source>
        <translation>更改(&amp;C)</translation>
    </message>
    <message>
        <source>Go to the reloads of the file</source>
        <translation>转到文件的重新加载记录</translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation>日志(&amp;G)</translation>
    </message>
    <message>
        <source>Go to the log</source>
        <translation>转到日志</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>历史(&amp;Y)</translation>
    </message>
    <message>
        <source>Go to the reloads of all files</source>
        <translation>转到所有文件的重新加载记录</translation>
    </message>
    <message>
        <source>&amp;Expand All</source>
        <translation>全部展开(&amp;E)</translation>
    </message>
    <message>
        <source>Open everything below the chosen file</source>
        <translation>展开所选文件下的全部内容</translation>
    </message>
    <message>
        <source>Coll&amp;apse All</source>
        <translation>全部折叠(&amp;A)</translation>
    </message>
    <message>
        <source>Close everything below the chosen file</source>
        <translation>折叠所选文件下的全部内容</translation>
    </message>
</context>
<context>
    <name>retune::Application</name>
    <message>
        <source>retune --max-size SIZE, or maximumFileSize in the preferences, raises the limit</source>
        <translation>retune --max-size SIZE 或首选项中的 maximumFileSize 可提高限制</translation>
    </message>
    <message>
        <source>The sample folder cannot be made</source>
        <translation>无法创建示例文件夹</translation>
    </message>
    <message>
        <source>The sample folder cannot be reset</source>
        <translation>无法重置示例文件夹</translation>
    </message>
    <message>
        <source>Welcome! Change a value in the tree or the text, save it with Ctrl+S, and watch the worker&apos;s next line in the log.</source>
        <translation>欢迎！在树或文本中更改一个值，按 Ctrl+S 保存，然后看日志中工作程序的下一行。</translation>
    </message>
</context>
<context>
    <name>retune::BottomPane</name>
    <message>
        <source>Log, problems and history</source>
        <translation>日志、问题和历史</translation>
    </message>
</context>
<context>
    <name>retune::ChangesPane</name>
    <message>
        <source>Reloads, newest first</source>
        <translation>重新加载记录，最新的在前</translation>
    </message>
    <message>
        <source>Changed keys</source>
        <translation>更改的键</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Choose two with Ctrl to compare them</source>
        <translation>按住 Ctrl 选择两个进行比较</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>磁盘上</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>未选择文件</translation>
    </message>
    <message>
        <source>No reload of %1 yet</source>
        <translation>%1 尚未重新加载过</translation>
    </message>
    <message>
        <source>Save it, here or in any editor, and the change appears here.</source>
        <translation>在此处或任意编辑器中保存它，更改便会显示在这里。</translation>
    </message>
    <message>
        <source>Click a key, or press Enter, to see its lines below</source>
        <translation>单击一个键或按 Enter，在下方查看它的行</translation>
    </message>
    <message>
        <source>The reloads of the file that you choose in the tree are listed here.</source>
        <translation>在树中选择文件后，其重新加载记录列在此处。</translation>
    </message>
</context>
<context>
    <name>retune::ClashCard</name>
    <message>
        <source>Yours</source>
        <translation>您的</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘上的</translation>
    </message>
    <message>
        <source>%1: another value</source>
        <translation>%1：另一个值</translation>
    </message>
    <message>
        <source>Another value</source>
        <translation>另一个值</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>之前：%1</translation>
    </message>
    <message>
        <source>%1: yours, %2</source>
        <translation>%1：您的，%2</translation>
    </message>
    <message>
        <source>%1: on disk, %2</source>
        <translation>%1：磁盘上的，%2</translation>
    </message>
</context>
<context>
    <name>retune::CodeBar</name>
    <message>
        <source>Let the worker run the code of this folder, now and whenever the folder is opened; Stop Code in the status bar takes it back</source>
        <translation>让工作程序运行此文件夹的代码，现在以及每次打开此文件夹时；状态栏中的“停止代码”可收回许可</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Run nothing; asked again when the folder is opened next</source>
        <translation>什么也不运行；下次打开此文件夹时再询问</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run them</source>
        <translation>运行它们</translation>
    </message>
    <message>
        <source>1 code file here is not run: %1</source>
        <translation>此处有 1 个代码文件未运行：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n code files here are not run.</source>
        <translation>
            <numerusform>此处有 %n 个代码文件未运行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retune::ColorPopup</name>
    <message>
        <source>Colour of %1</source>
        <translation>%1 的颜色</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>This value is spelled with three digits: the nearest such colour is taken</source>
        <translation>此值以三位数字书写：将采用最接近的此类颜色</translation>
    </message>
</context>
<context>
    <name>retune::ConflictBar</name>
    <message>
        <source>The file changed on disk</source>
        <translation>磁盘上的文件已更改</translation>
    </message>
    <message>
        <source>Compare yours with the disk</source>
        <translation>将您的文本与磁盘上的比较</translation>
    </message>
    <message>
        <source>Show what differs between your text and the one on disk</source>
        <translation>显示您的文本与磁盘上的有何不同</translation>
    </message>
    <message>
        <source>Keep your unsaved text</source>
        <translation>保留您未保存的文本</translation>
    </message>
    <message>
        <source>Take the text on disk</source>
        <translation>采用磁盘上的文本</translation>
    </message>
    <message>
        <source>Show the text on disk; undo brings yours back</source>
        <translation>显示磁盘上的文本；撤销可恢复您的文本</translation>
    </message>
    <message>
        <source>Yours (unsaved)  ≠  On disk (%1)</source>
        <translation>您的（未保存）≠ 磁盘上的（%1）</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>合并(&amp;M)</translation>
    </message>
    <message>
        <source>Merge yours with the disk</source>
        <translation>将您的文本与磁盘上的合并</translation>
    </message>
    <message>
        <source>Put your changes into the text on disk; where both changed the same, you are asked</source>
        <translation>将您的更改并入磁盘上的文本；双方都更改了同一处时会询问您</translation>
    </message>
    <message>
        <source>&amp;Keep mine</source>
        <translation>保留我的(&amp;K)</translation>
    </message>
    <message>
        <source>Go on with your text; the next save replaces the one on disk, and undo brings it back</source>
        <translation>继续使用您的文本；下次保存会取代磁盘上的文本，撤销可将其恢复</translation>
    </message>
    <message>
        <source>&amp;Take disk</source>
        <translation>采用磁盘上的(&amp;T)</translation>
    </message>
    <message>
        <source>%1:  %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Another program changed this file while you have unsaved edits. Nothing is lost: save to merge both, choose a side, or compare first.</source>
        <translation>您有未保存的编辑时，另一个程序更改了此文件。什么都不会丢失：保存即可合并双方，也可选择一方，或先作比较。</translation>
    </message>
    <message>
        <source>%1. Nothing is lost: merge and choose for each place, or take one side.</source>
        <translation>%1。什么都不会丢失：请合并并逐处选择，或采用其中一方。</translation>
    </message>
</context>
<context>
    <name>retune::ConflictComparison</name>
    <message>
        <source>Yours (unsaved)</source>
        <translation>您的（未保存）</translation>
    </message>
    <message>
        <source>Back to the text</source>
        <translation>返回文本</translation>
    </message>
    <message>
        <source>Show the text with your edits again (Esc)</source>
        <translation>重新显示含您的编辑的文本（Esc）</translation>
    </message>
    <message>
        <source>On disk (%1)</source>
        <translation>磁盘上的（%1）</translation>
    </message>
</context>
<context>
    <name>retune::DiffCanvas</name>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Put the older lines back here</source>
        <translation>在此处恢复旧的行</translation>
    </message>
</context>
<context>
    <name>retune::DiffOverview</name>
    <message>
        <source>All changes; click to go to one</source>
        <translation>所有更改；点击可转到其中一处</translation>
    </message>
    <message>
        <source>Overview of the changes</source>
        <translation>更改概览</translation>
    </message>
</context>
<context>
    <name>retune::DiffView</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>第 %1 处更改，共 %2 处</translation>
    </message>
    <message>
        <source>Previous Change</source>
        <translation>上一处更改</translation>
    </message>
    <message>
        <source>Go to the previous change</source>
        <translation>转到上一处更改</translation>
    </message>
    <message>
        <source>Next Change</source>
        <translation>下一处更改</translation>
    </message>
    <message>
        <source>Go to the next change</source>
        <translation>转到下一处更改</translation>
    </message>
    <message>
        <source>Put This Change Back</source>
        <translation>恢复此处更改</translation>
    </message>
    <message>
        <source>Put the older lines of this change back</source>
        <translation>恢复此处更改的旧行</translation>
    </message>
    <message>
        <source>Copy as Patch</source>
        <translation>复制为补丁</translation>
    </message>
    <message>
        <source>Copy the comparison as a patch, as git apply and patch take it</source>
        <translation>将比较结果复制为补丁，可供 git apply 和 patch 使用</translation>
    </message>
    <message>
        <source>&amp;Inline</source>
        <translation>单栏(&amp;I)</translation>
    </message>
    <message>
        <source>Show both texts in one column</source>
        <translation>将两份文本显示在一栏中</translation>
    </message>
    <message>
        <source>&amp;Wrap Long Lines</source>
        <translation>长行自动换行(&amp;W)</translation>
    </message>
    <message>
        <source>Go on in the next line where a line is too long</source>
        <translation>行太长时在下一行继续</translation>
    </message>
    <message>
        <source>Ignore White &amp;Space</source>
        <translation>忽略空白(&amp;S)</translation>
    </message>
    <message>
        <source>Take lines for equal that differ in blanks, tabs and line ends</source>
        <translation>仅在空格、制表符和行尾上不同的行视为相同</translation>
    </message>
    <message>
        <source>&amp;Larger Text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>Make the text larger</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>S&amp;maller Text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>Make the text smaller</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>&amp;Usual Text Size</source>
        <translation>默认文字大小(&amp;U)</translation>
    </message>
    <message>
        <source>Show the text in the size of the system</source>
        <translation>以系统的大小显示文字</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>How the comparison is shown</source>
        <translation>比较结果的显示方式</translation>
    </message>
    <message>
        <source>Show the secrets first: covered values cannot be put back</source>
        <translation>请先显示机密：被遮盖的值无法放回</translation>
    </message>
    <message>
        <source>Show the secrets first: a patch of covered values fits no file</source>
        <translation>请先显示机密：含被遮盖值的补丁不适用于任何文件</translation>
    </message>
    <message>
        <source>Before, from line %1: %2</source>
        <translation>之前，从第 %1 行起：%2</translation>
    </message>
    <message>
        <source>After, from line %1: %2</source>
        <translation>之后，从第 %1 行起：%2</translation>
    </message>
</context>
<context>
    <name>retune::EditorPane</name>
    <message>
        <source>%1 is a native library</source>
        <translation>%1 是本机库</translation>
    </message>
    <message>
        <source>It has no text to show.</source>
        <translation>它没有可显示的文本。</translation>
    </message>
    <message>
        <source>It has %1 and no text to show.</source>
        <translation>它有 %1，没有可显示的文本。</translation>
    </message>
    <message>
        <source>The file on disk cannot be read now: %1. This is the text that was read last.</source>
        <translation>现在无法读取磁盘上的文件：%1。这是上次读取的文本。</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>无法读取 %1</translation>
    </message>
    <message>
        <source>%1 was not merged: %2.</source>
        <translation>%1 未合并：%2。</translation>
    </message>
    <message>
        <source>Your text of %1 is kept; the next save replaces the one on disk.</source>
        <translation>已保留您的 %1 文本；下次保存会取代磁盘上的文本。</translation>
    </message>
    <message>
        <source>The text of %1 is the one on disk.</source>
        <translation>%1 的文本现为磁盘上的文本。</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>未选择文件</translation>
    </message>
    <message>
        <source>Line %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>1 character selected</source>
        <translation>已选 1 个字符</translation>
    </message>
    <message numerus="yes">
        <source>%n characters selected</source>
        <translation>
            <numerusform>已选 %n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was edited since: go back step by step with Undo</source>
        <translation>%1 之后又被编辑过：请用“撤销”逐步返回</translation>
    </message>
    <message>
        <source>No file to show</source>
        <translation>没有可显示的文件</translation>
    </message>
    <message>
        <source>The file that you choose in the tree is edited here as text.</source>
        <translation>在树中选择文件后，可在此处编辑其文本。</translation>
    </message>
</context>
<context>
    <name>retune::ExplainPopup</name>
    <message>
        <source>the oldest that is kept</source>
        <translation>所保留的最早内容</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Retune</source>
        <translation>Retune</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>另一个程序</translation>
    </message>
    <message>
        <source>none known</source>
        <translation>没有已知的</translation>
    </message>
    <message>
        <source>none since %1, when its history began</source>
        <translation>自 %1 其历史开始以来没有</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>关于 %1</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>As it was when the folder was opened</source>
        <translation>与打开文件夹时相同</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>最近更改</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Place: %1. Enter shows it in the text</source>
        <translation>位置：%1。按 Enter 在文本中显示</translation>
    </message>
    <message>
        <source>Show it in the text</source>
        <translation>在文本中显示</translation>
    </message>
    <message>
        <source>Older values</source>
        <translation>较早的值</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Changed by</source>
        <translation>更改者</translation>
    </message>
    <message>
        <source>Put This Value Back</source>
        <translation>恢复此值</translation>
    </message>
    <message>
        <source>Give the key this value again, as an edit that can be undone</source>
        <translation>将此键恢复为该值，作为可以撤销的编辑</translation>
    </message>
    <message>
        <source>About %1: %2</source>
        <translation>关于 %1：%2</translation>
    </message>
    <message>
        <source>not known, the folder was closed</source>
        <translation>未知（当时文件夹未打开）</translation>
    </message>
    <message>
        <source>%1, it is not known by whom</source>
        <translation>%1，来源未知</translation>
    </message>
    <message>
        <source>%1, by Retune</source>
        <translation>%1，由 Retune</translation>
    </message>
    <message>
        <source>%1, by another program</source>
        <translation>%1，由其他程序</translation>
    </message>
    <message>
        <source>before %1, while the folder was closed</source>
        <translation>%1 之前，文件夹未打开时</translation>
    </message>
</context>
<context>
    <name>retune::FileActions</name>
    <message>
        <source>It will be read as %1 instead of %2.</source>
        <translation>它将作为 %1 而不是 %2 读取。</translation>
    </message>
    <message>
        <source>Format: %1</source>
        <translation>格式：%1</translation>
    </message>
    <message>
        <source>New settings file in %1</source>
        <translation>在 %1 中新建设置文件</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>A library has to be compiled.</source>
        <translation>库须经编译得到。</translation>
    </message>
    <message>
        <source>Making %1…</source>
        <translation>正在新建 %1…</translation>
    </message>
    <message>
        <source>There is a file %1 already; it was left as it is.</source>
        <translation>已有文件 %1；它保持原样。</translation>
    </message>
    <message>
        <source>%1  made as an empty %2 file</source>
        <translation>%1  已新建为空的 %2 文件</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>%1 is just being saved; try again.</source>
        <translation>%1 正在保存；请再试一次。</translation>
    </message>
    <message>
        <source>%1 was not renamed: %2.</source>
        <translation>%1 未重命名：%2。</translation>
    </message>
    <message>
        <source>%1  renamed to %2</source>
        <translation>%1  已重命名为 %2</translation>
    </message>
    <message>
        <source>%1 was not moved to the trash: %2.</source>
        <translation>%1 未移到回收站：%2。</translation>
    </message>
    <message>
        <source>%1  moved to the trash</source>
        <translation>%1  已移到回收站</translation>
    </message>
    <message>
        <source>%1 was moved to the trash. Its unsaved edits are kept and come back with it.</source>
        <translation>%1 已移到回收站。其未保存的编辑会保留，并随它一起恢复。</translation>
    </message>
    <message>
        <source>%1 was moved to the trash.</source>
        <translation>%1 已移到回收站。</translation>
    </message>
    <message>
        <source>Put Back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>%1 was not put back: %2.</source>
        <translation>%1 未放回：%2。</translation>
    </message>
    <message>
        <source>%1  put back from the trash</source>
        <translation>%1  已从回收站放回</translation>
    </message>
    <message>
        <source>%1 was not opened: the system names no program for it.</source>
        <translation>%1 未打开：系统没有为它指定程序。</translation>
    </message>
    <message>
        <source>%1 was not shown: the system names no program for folders.</source>
        <translation>%1 未显示：系统没有为文件夹指定程序。</translation>
    </message>
    <message>
        <source>The unsaved edits of %1 are kept and come back with it.</source>
        <translation>%1 的未保存编辑会保留，并随它一同恢复。</translation>
    </message>
    <message>
        <source>made as an empty file</source>
        <translation>新建的空文件</translation>
    </message>
    <message>
        <source>renamed from %1</source>
        <translation>由 %1 重命名而来</translation>
    </message>
    <message>
        <source>put back from the trash</source>
        <translation>已从回收站放回</translation>
    </message>
    <message>
        <source>There is a file %1 already.</source>
        <translation>已有文件 %1。</translation>
    </message>
</context>
<context>
    <name>retune::FilterEdit</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Conditions of the filter</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Left out: %1. There are %2.</source>
        <translation>已略过：%1。可用的有 %2。</translation>
    </message>
</context>
<context>
    <name>retune::FindBar</name>
    <message>
        <source>Match case: upper and lower case differ</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Whole words: no letter or digit stands next to a hit</source>
        <translation>全字匹配：匹配旁边没有字母或数字</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>上一个匹配 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>下一个匹配 (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Re&amp;place</source>
        <translation>替换(&amp;P)</translation>
    </message>
    <message>
        <source>Replace &amp;All</source>
        <translation>全部替换(&amp;A)</translation>
    </message>
    <message>
        <source>Find in the text</source>
        <translation>在文本中查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Replace the hit that is selected and go to the next one (Enter)</source>
        <translation>替换选中的匹配并转到下一个 (Enter)</translation>
    </message>
    <message>
        <source>Replace every hit, as one step of undo</source>
        <translation>替换所有匹配，作为一步撤销</translation>
    </message>
    <message>
        <source>no regular expression</source>
        <translation>不是正则表达式</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>1 hit</source>
        <translation>1 个匹配</translation>
    </message>
    <message>
        <source>%1 hits</source>
        <translation>%1 个匹配</translation>
    </message>
    <message>
        <source>1 hit replaced</source>
        <translation>已替换 1 处</translation>
    </message>
    <message numerus="yes">
        <source>%n hits replaced</source>
        <translation>
            <numerusform>已替换 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retune::FolderCode</name>
    <message>
        <source>the code of this folder may run, as you have allowed</source>
        <translation>此文件夹的代码可以运行，因为您已允许</translation>
    </message>
    <message>
        <source>the code of this folder may run from now on</source>
        <translation>此文件夹的代码从现在起可以运行</translation>
    </message>
    <message>
        <source>the code of this folder may not run any more</source>
        <translation>此文件夹的代码不再允许运行</translation>
    </message>
    <message>
        <source>Not run: you have not allowed the code of this folder to run</source>
        <translation>未运行：您未允许运行此文件夹的代码</translation>
    </message>
    <message>
        <source>Not run: compiling .cpp files is not allowed (Worker menu)</source>
        <translation>未运行：不允许编译 .cpp 文件（“工作程序”菜单）</translation>
    </message>
    <message>
        <source>Not run: the worker, which runs the code, is stopped</source>
        <translation>未运行：运行代码的工作程序已停止</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>尚未运行</translation>
    </message>
</context>
<context>
    <name>retune::FolderHistory</name>
    <message>
        <source>What changes in this folder is kept from now on.</source>
        <translation>从现在起保留此文件夹中的更改。</translation>
    </message>
    <message>
        <source>Nothing more of this folder is kept. What was kept stays until you delete it.</source>
        <translation>不再为此文件夹保留任何内容。已保留的内容会留存，直到您将其删除。</translation>
    </message>
    <message>
        <source>Delete all that is kept of the changes in %1? The folder itself stays as it is.</source>
        <translation>删除为 %1 中的更改保留的全部内容吗？文件夹本身保持原样。</translation>
    </message>
    <message>
        <source>Delete Kept History</source>
        <translation>删除保留的历史</translation>
    </message>
    <message>
        <source>What was kept of this folder is deleted.</source>
        <translation>已删除为此文件夹保留的内容。</translation>
    </message>
</context>
<context>
    <name>retune::FolderLayers</name>
    <message>
        <source>Hidden by %1, which is a stronger layer</source>
        <translation>被更强的层 %1 遮住</translation>
    </message>
</context>
<context>
    <name>retune::FolderMessages</name>
    <message>
        <source>opened %1 with 1 file</source>
        <translation>已打开 %1，共 1 个文件</translation>
    </message>
    <message numerus="yes">
        <source>opened %1 with %n files</source>
        <translation>
            <numerusform>已打开 %1，共 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has other unsaved edits too, made in another window; they are kept, and come back when the folder is opened after these were saved or taken back</source>
        <translation>%1 还有在另一窗口中作出的未保存编辑；它们会保留，在保存或收回当前编辑后再次打开文件夹时恢复</translation>
    </message>
    <message>
        <source>%1 is not there or cannot be read; the unsaved edits made to it are kept until it can be</source>
        <translation>%1 不存在或无法读取；对它的未保存编辑会保留到可以读取为止</translation>
    </message>
    <message>
        <source>%1 is on a file system that can only be read: nothing can be saved here.</source>
        <translation>%1 位于只读的文件系统上：此处无法保存任何内容。</translation>
    </message>
    <message>
        <source>You may not write in the folder %1: no file can be made or renamed here, and one that is saved has to be written in place.</source>
        <translation>您不能写入文件夹 %1：此处无法新建或重命名文件，保存文件时只能原位写入。</translation>
    </message>
    <message>
        <source>%1  the problem is gone</source>
        <translation>%1  问题已消失</translation>
    </message>
    <message>
        <source>%1 is no longer in the folder.</source>
        <translation>%1 已不在此文件夹中。</translation>
    </message>
    <message>
        <source>%1  saved</source>
        <translation>%1  已保存</translation>
    </message>
    <message>
        <source>programs keep its last good values until it is repaired</source>
        <translation>在修复之前，程序继续使用其最后的正确值</translation>
    </message>
    <message>
        <source>programs have no values of it until it is repaired</source>
        <translation>在修复之前，程序没有它的任何值</translation>
    </message>
    <message>
        <source>Saved, but %1; %2.</source>
        <translation>已保存，但%1；%2。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>%1 was not saved: %2.</source>
        <translation>%1 未保存：%2。</translation>
    </message>
    <message>
        <source>Write in Place</source>
        <translation>原位写入</translation>
    </message>
    <message>
        <source>%1 was not saved: %2. Its edits come back when the folder is opened again.</source>
        <translation>%1 未保存：%2。再次打开此文件夹时，其编辑会恢复。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1 has other unsaved edits too, made in another window. They are kept.</source>
        <translation>%1 还有在另一窗口中作出的未保存编辑。它们会保留。</translation>
    </message>
    <message>
        <source>Show Those</source>
        <translation>显示它们</translation>
    </message>
    <message>
        <source>Unsaved edits are kept again.</source>
        <translation>未保存的编辑已重新保留下来。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>1 other file has unsaved edits. They wait until it is edited again.</source>
        <translation>另有 1 个文件有未保存的编辑，会等到该文件再次被编辑时才保存。</translation>
    </message>
    <message numerus="yes">
        <source>%n other files have unsaved edits. They wait until these are edited again.</source>
        <translation>
            <numerusform>另有 %n 个文件有未保存的编辑，会等到这些文件再次被编辑时才保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>全部保存</translation>
    </message>
    <message>
        <source>%1 holds no edits of yours any more: its text is now the one on disk.</source>
        <translation>%1 中已没有您的修改：文本现为磁盘上的版本。</translation>
    </message>
    <message numerus="yes">
        <source>%n files were merged with the text on disk: %1.</source>
        <translation>
            <numerusform>%n 个文件已与磁盘上的文本合并：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo All</source>
        <translation>全部撤销</translation>
    </message>
</context>
<context>
    <name>retune::FolderProgram</name>
    <message>
        <source>signal %1, %2</source>
        <translation>信号 %1，%2</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>%1  ended after %2 s with exit code %3</source>
        <translation>%1  在 %2 秒后结束，退出码 %3</translation>
    </message>
    <message>
        <source>%1  ended after %2 s by %3</source>
        <translation>%1  在 %2 秒后结束，原因：%3</translation>
    </message>
    <message>
        <source>%1  was not started: %2</source>
        <translation>%1  未启动：%2</translation>
    </message>
    <message>
        <source>its folder was closed</source>
        <translation>其文件夹已关闭</translation>
    </message>
    <message>
        <source>to be started again</source>
        <translation>即将重新启动</translation>
    </message>
    <message>
        <source>Runs in %1, and ends with this window or when another folder is opened.</source>
        <translation>在 %1 中运行，此窗口关闭或打开另一文件夹时结束。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>%1  started</source>
        <translation>%1  已启动</translation>
    </message>
    <message>
        <source>%1  is being stopped</source>
        <translation>%1  正在停止</translation>
    </message>
    <message>
        <source>%1  is being stopped: %2</source>
        <translation>%1  正在停止：%2</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>The program does not watch this folder through the library: it may have to read its files anew by itself, or be restarted, to see a change.</source>
        <translation>此程序没有通过本库监视此文件夹：它可能须自行重新读取文件或重新启动，才能看到更改。</translation>
    </message>
    <message>
        <source>%1  does not watch this folder: it may have to read its files anew by itself to see a change</source>
        <translation>%1  没有监视此文件夹：它可能须自行重新读取文件，才能看到更改</translation>
    </message>
    <message>
        <source>It has printed nothing yet. Some programs hold their output back where there is no terminal: try stdbuf -oL COMMAND.</source>
        <translation>它尚未打印任何内容。有些程序在没有终端时会缓冲输出：请尝试 stdbuf -oL COMMAND。</translation>
    </message>
    <message>
        <source>It ends with this window or when another folder is opened.</source>
        <translation>此窗口关闭或打开另一文件夹时，它会结束。</translation>
    </message>
</context>
<context>
    <name>retune::FolderPutBack</name>
    <message>
        <source>Put the Folder Back</source>
        <translation>恢复文件夹</translation>
    </message>
    <message>
        <source>Put the folder back as of %1?</source>
        <translation>将文件夹恢复到 %1 吗？</translation>
    </message>
    <message>
        <source>Get the text of then:</source>
        <translation>恢复当时的文本：</translation>
    </message>
    <message>
        <source>Made anew:</source>
        <translation>重新创建：</translation>
    </message>
    <message>
        <source>Stay as they are, because they were not there then:</source>
        <translation>保持原样，因为当时还不存在：</translation>
    </message>
    <message>
        <source>Put Back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Files that get the text they had then: %1</source>
        <translation>恢复当时文本的文件：%1</translation>
    </message>
    <message>
        <source>Files that are gone and are made anew: %1</source>
        <translation>已消失、将重新创建的文件：%1</translation>
    </message>
    <message>
        <source>Files that were not there then and stay as they are: %1</source>
        <translation>当时不存在、保持原样的文件：%1</translation>
    </message>
    <message>
        <source>What is applied live is saved at once. Undo takes it back.</source>
        <translation>实时应用的内容会立即保存。“撤销”可以收回。</translation>
    </message>
    <message>
        <source>Nothing is saved before you save it. Undo takes it back.</source>
        <translation>在您保存之前不会保存任何内容。“撤销”可以收回。</translation>
    </message>
</context>
<context>
    <name>retune::FolderTimeline</name>
    <message>
        <source>Changes of the folder, newest first</source>
        <translation>文件夹的更改，最新的在前</translation>
    </message>
    <message>
        <source>No folder open</source>
        <translation>未打开文件夹</translation>
    </message>
    <message>
        <source>What happens to the folder is listed here.</source>
        <translation>此处列出文件夹发生的一切。</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>正在读取历史…</translation>
    </message>
    <message>
        <source>Nothing has changed yet</source>
        <translation>尚无更改</translation>
    </message>
    <message>
        <source>Each change of a file is listed here, whoever makes it.</source>
        <translation>此处列出文件的每次更改，无论是谁作出的。</translation>
    </message>
</context>
<context>
    <name>retune::FolderTimelineModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>By</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>retune::GoToLineBar</name>
    <message>
        <source>Go to line:</source>
        <translation>转到行：</translation>
    </message>
    <message>
        <source>Line, or line:column</source>
        <translation>行，或 行:列</translation>
    </message>
    <message>
        <source>line:column</source>
        <translation>行:列</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>of 1 line</source>
        <translation>共 1 行</translation>
    </message>
    <message numerus="yes">
        <source>of %n lines</source>
        <translation>
            <numerusform>共 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>expected a line from 1 to %1, such as 12 or 12:5</source>
        <translation>期望 1 到 %1 之间的行，例如 12 或 12:5</translation>
    </message>
</context>
<context>
    <name>retune::GoneBar</name>
    <message>
        <source>&amp;Write It Again</source>
        <translation>重新写入(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Put Back</source>
        <translation>放回(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Make the file anew with the text that is shown</source>
        <translation>用所显示的文本重新创建该文件</translation>
    </message>
    <message>
        <source>Bring the file back from the trash</source>
        <translation>从回收站放回该文件</translation>
    </message>
    <message>
        <source>Show the file and its problem no longer. Unsaved edits are kept, and come back with the file.</source>
        <translation>不再显示该文件及其问题。未保存的编辑会保留，并随该文件一同恢复。</translation>
    </message>
    <message>
        <source>%1 is in the trash.</source>
        <translation>%1 在回收站中。</translation>
    </message>
    <message>
        <source>%1 was removed by another program.</source>
        <translation>%1 已被另一个程序移除。</translation>
    </message>
</context>
<context>
    <name>retune::KeyChangesModel</name>
    <message>
        <source>(new)</source>
        <translation>（新增）</translation>
    </message>
    <message>
        <source>(removed)</source>
        <translation>（已移除）</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>retune::KindButtons</name>
    <message>
        <source>Kinds</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Choose which kinds of rows are shown</source>
        <translation>选择显示哪些类别的行</translation>
    </message>
    <message>
        <source>Lines that the worker and live code print</source>
        <translation>工作程序和运行中的代码打印的行</translation>
    </message>
    <message>
        <source>New values that are in force</source>
        <translation>已生效的新值</translation>
    </message>
    <message>
        <source>Files that this window wrote</source>
        <translation>此窗口写入的文件</translation>
    </message>
    <message>
        <source>What is wrong, what has failed, and what is right again</source>
        <translation>出错的、失败的，以及恢复正常的</translation>
    </message>
    <message>
        <source>Code that is called from now on, or no more</source>
        <translation>开始被调用或不再被调用的代码</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>其他内容</translation>
    </message>
    <message>
        <source>Show rows: %1</source>
        <translation>显示行：%1</translation>
    </message>
    <message>
        <source>Lines that the program you run prints, also to its standard error</source>
        <translation>您运行的程序打印的行，包括其标准错误</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>程序(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reloads</source>
        <translation>重新加载(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Saves</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Pro&amp;blems</source>
        <translation>问题(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Live code</source>
        <translation>运行代码(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Info</source>
        <translation>信息(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Worker</source>
        <translation>工作程序(&amp;W)</translation>
    </message>
</context>
<context>
    <name>retune::LayerList</name>
    <message>
        <source>%1 (not there yet)</source>
        <translation>%1（尚不存在）</translation>
    </message>
    <message>
        <source>Layer %1: %2</source>
        <translation>第 %1 层：%2</translation>
    </message>
</context>
<context>
    <name>retune::LayersDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Which files does your program read over one another? What a stronger layer says hides what weaker ones say, key by key. Retune remembers it for you; nothing is written into the folder.</source>
        <translation>您的程序把哪些文件一层层叠加读取？较强的层逐键遮住较弱的层。Retune 会为您记住，不会向文件夹写入任何内容。</translation>
    </message>
    <message>
        <source>&amp;Files, the weakest first:</source>
        <translation>文件，最弱的在前(&amp;F)：</translation>
    </message>
    <message>
        <source>Stronger than every file: with APP_, the variable APP_HTTP__PORT stands for http.port.</source>
        <translation>比所有文件都强：前缀为 APP_ 时，变量 APP_HTTP__PORT 代表 http.port。</translation>
    </message>
    <message>
        <source>Set of layers</source>
        <translation>层组</translation>
    </message>
    <message>
        <source>Add another set, for another program</source>
        <translation>为另一个程序添加一组</translation>
    </message>
    <message>
        <source>Remove this set; the files stay</source>
        <translation>移除此组；文件保留</translation>
    </message>
    <message>
        <source>&amp;Set:</source>
        <translation>层组(&amp;S)：</translation>
    </message>
    <message>
        <source>Files, the weakest first</source>
        <translation>文件，最弱的在前</translation>
    </message>
    <message>
        <source>Make it weaker (Alt+Up)</source>
        <translation>使其更弱 (Alt+Up)</translation>
    </message>
    <message>
        <source>Make it stronger (Alt+Down)</source>
        <translation>使其更强 (Alt+Down)</translation>
    </message>
    <message>
        <source>Take it out of the layers (Del)</source>
        <translation>从层中移除 (Del)</translation>
    </message>
    <message>
        <source>Another file of this folder</source>
        <translation>此文件夹中的另一个文件</translation>
    </message>
    <message>
        <source>File to add</source>
        <translation>要添加的文件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Prefix of environment variables</source>
        <translation>环境变量的前缀</translation>
    </message>
    <message>
        <source>&amp;Variables that begin with:</source>
        <translation>变量前缀(&amp;V)：</translation>
    </message>
    <message>
        <source>Expected a file in this folder, found %1.</source>
        <translation>应为此文件夹中的文件，却发现了 %1。</translation>
    </message>
    <message>
        <source>New set</source>
        <translation>新层组</translation>
    </message>
    <message>
        <source>Add the files, the one with the defaults first.</source>
        <translation>请添加文件，先添加含默认值的那个。</translation>
    </message>
    <message>
        <source>One layer alone hides nothing: add another one, or the set is not kept.</source>
        <translation>只有一层时什么也遮不住：请再添加一层，否则不会保留此组。</translation>
    </message>
</context>
<context>
    <name>retune::LiveSwitch</name>
    <message>
        <source>Each finished edit is saved at once from now on</source>
        <translation>从现在起，每次完成的编辑都会立即保存</translation>
    </message>
    <message>
        <source>Edits are saved when you say so</source>
        <translation>编辑在您要求时才保存</translation>
    </message>
    <message>
        <source>Not saved, because the text cannot be read: %1</source>
        <translation>未保存，因为文本无法读取：%1</translation>
    </message>
    <message>
        <source>Live apply of %1: %2</source>
        <translation>%1 的实时应用：%2</translation>
    </message>
    <message>
        <source>Live: waits for text that can be read</source>
        <translation>实时：等待可读取的文本</translation>
    </message>
    <message>
        <source>Live: waits for your choice</source>
        <translation>实时：等待您的选择</translation>
    </message>
    <message>
        <source>Live: not saved</source>
        <translation>实时：未保存</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Off. Edits of this file are saved when you say so.</source>
        <translation>关。此文件的编辑在您要求时才保存。</translation>
    </message>
    <message>
        <source>On. Each finished edit of this file is saved at once.</source>
        <translation>开。此文件每次完成的编辑都会立即保存。</translation>
    </message>
    <message>
        <source>The text is saved as soon as it can be read. Now: %1</source>
        <translation>文本一旦可以读取便会保存。现在：%1</translation>
    </message>
    <message>
        <source>The disk holds another text. Nothing of this file is saved until you have chosen one.</source>
        <translation>磁盘上是另一份文本。在您选定之前，此文件不会保存任何内容。</translation>
    </message>
    <message>
        <source>The last save failed; the next edit tries again. %1</source>
        <translation>上次保存失败；下次编辑会再试。%1</translation>
    </message>
    <message>
        <source>Live: the file is gone</source>
        <translation>实时：文件已不存在</translation>
    </message>
    <message>
        <source>%1. Nothing of this file is saved until you have chosen.</source>
        <translation>%1。在您作出选择之前，此文件的任何内容都不会保存。</translation>
    </message>
    <message>
        <source>The file was taken away. It is not made anew until you say so.</source>
        <translation>该文件已被移走。在您要求之前不会重新创建。</translation>
    </message>
</context>
<context>
    <name>retune::LogModel</name>
    <message>
        <source>old rows of the log go, since they cannot be kept in a temporary file: %1</source>
        <translation>日志的旧行会丢失，因为无法保留在临时文件中：%1</translation>
    </message>
    <message>
        <source>diff</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Revision %1; readers saw the new values %2 ms after the change was noticed</source>
        <translation>修订 %1；察觉更改后 %2 毫秒，读取方看到新值</translation>
    </message>
    <message>
        <source>Show what this reload changed (Enter)</source>
        <translation>显示此次重新加载更改了什么（Enter）</translation>
    </message>
    <message>
        <source>Show the file (Enter)</source>
        <translation>显示文件（Enter）</translation>
    </message>
    <message>
        <source>Show the place in the text (Enter)</source>
        <translation>在文本中显示该位置（Enter）</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Revision and time taken</source>
        <translation>修订和用时</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
</context>
<context>
    <name>retune::LogPane</name>
    <message>
        <source>Follow: keep the newest row in sight; off: hold what is shown</source>
        <translation>跟随：始终显示最新的行；关闭：停在当前内容</translation>
    </message>
    <message>
        <source>Save the log as text…</source>
        <translation>将日志保存为文本…</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>清空日志</translation>
    </message>
    <message>
        <source>Save the Log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>the log was not saved: %1</source>
        <translation>日志未保存：%1</translation>
    </message>
    <message>
        <source>1 row of the log saved to %1</source>
        <translation>已将 1 行日志保存到 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n rows of the log saved to %1</source>
        <translation>
            <numerusform>已将 %n 行日志保存到 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save the log as text…</source>
        <translation>将日志保存为文本(&amp;S)…</translation>
    </message>
    <message>
        <source>C&amp;lear the log</source>
        <translation>清空日志(&amp;L)</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>尚未发生任何事</translation>
    </message>
    <message>
        <source>Reloads, saves, problems and what programs print are listed here.</source>
        <translation>重新加载、保存、问题以及程序的输出都列在这里。</translation>
    </message>
    <message>
        <source>No rows of the chosen kinds</source>
        <translation>没有所选类别的行</translation>
    </message>
    <message>
        <source>Other kinds of rows are hidden.</source>
        <translation>其他类别的行已隐藏。</translation>
    </message>
    <message>
        <source>Show All Kinds</source>
        <translation>显示所有类别</translation>
    </message>
    <message>
        <source>The log was cleared</source>
        <translation>日志已清空</translation>
    </message>
    <message>
        <source>What happens from now on is listed here.</source>
        <translation>此后发生的事情将列在这里。</translation>
    </message>
</context>
<context>
    <name>retune::LogRows</name>
    <message>
        <source>(this row could not be read back from the temporary file)</source>
        <translation>（无法从临时文件读回此行）</translation>
    </message>
    <message>
        <source>the disk does not keep up</source>
        <translation>磁盘速度跟不上</translation>
    </message>
</context>
<context>
    <name>retune::LogSearchBar</name>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>上一个匹配 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>下一个匹配 (F3)</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>1 hit</source>
        <translation>1 个匹配</translation>
    </message>
    <message>
        <source>%1 hits</source>
        <translation>%1 个匹配</translation>
    </message>
</context>
<context>
    <name>retune::LogView</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Go to the newest row and follow (End)</source>
        <translation>转到最新的行并跟随 (End)</translation>
    </message>
    <message>
        <source>r%1   %2 ms</source>
        <translation>r%1   %2 毫秒</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>1 new row</source>
        <translation>1 行新内容</translation>
    </message>
    <message numerus="yes">
        <source>%n new rows</source>
        <translation>
            <numerusform>%n 行新内容</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retune::MainWindow</name>
    <message>
        <source>Retune</source>
        <translation>Retune</translation>
    </message>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>没有文件或文件夹 %1。</translation>
    </message>
    <message>
        <source>Watch Automatically</source>
        <translation>自动监视</translation>
    </message>
    <message>
        <source>%1[*] – Retune</source>
        <translation>%1[*] – Retune</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>未选择文件</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题 (%1)</translation>
    </message>
    <message>
        <source>%1 was not read to its end.</source>
        <translation>%1 未读取完毕。</translation>
    </message>
    <message>
        <source>%1 was not read to its end; %2 is open again.</source>
        <translation>%1 未读取完毕；已重新打开 %2。</translation>
    </message>
    <message>
        <source>Read It</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>%1 · read-only</source>
        <translation>%1 · 只读</translation>
    </message>
    <message>
        <source>%1[*] (read-only) – Retune</source>
        <translation>%1[*]（只读）– Retune</translation>
    </message>
    <message>
        <source>The log was cleared.</source>
        <translation>日志已清空。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>This folder is open already.</source>
        <translation>此文件夹已经打开。</translation>
    </message>
    <message>
        <source>%1 is not among the settings files of this folder.</source>
        <translation>%1 不在此文件夹的设置文件之列。</translation>
    </message>
    <message>
        <source>%1 is not among the settings files of its folder, which is shown.</source>
        <translation>%1 不在其文件夹的设置文件之列，因此显示该文件夹。</translation>
    </message>
</context>
<context>
    <name>retune::MemberEdits</name>
    <message>
        <source>Add to %1</source>
        <translation>添加到 %1</translation>
    </message>
    <message>
        <source>Add to %1 as [%2]</source>
        <translation>添加到 %1，作为 [%2]</translation>
    </message>
    <message>
        <source>It needs a name.</source>
        <translation>需要一个名称。</translation>
    </message>
</context>
<context>
    <name>retune::MemberForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Type</source>
        <translation>类型(&amp;T)</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>值(&amp;V)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>such as 2026-01-31 or 2026-01-31T12:00:00Z</source>
        <translation>例如 2026-01-31 或 2026-01-31T12:00:00Z</translation>
    </message>
</context>
<context>
    <name>retune::MergePane</name>
    <message>
        <source>All &amp;yours</source>
        <translation>全部用您的(&amp;Y)</translation>
    </message>
    <message>
        <source>All on &amp;disk</source>
        <translation>全部用磁盘上的(&amp;D)</translation>
    </message>
    <message>
        <source>Show &amp;secrets</source>
        <translation>显示机密(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Choose your side of every place</source>
        <translation>每一处都选择您的</translation>
    </message>
    <message>
        <source>Choose the disk&apos;s side of every place</source>
        <translation>每一处都选择磁盘上的</translation>
    </message>
    <message>
        <source>&amp;Back to the text</source>
        <translation>返回文本(&amp;B)</translation>
    </message>
    <message>
        <source>Put the merged text in the place of yours; undo brings yours back</source>
        <translation>用合并后的文本取代您的；撤销可恢复您的文本</translation>
    </message>
    <message numerus="yes">
        <source>%n more places are not listed: choose a side for all of them above.</source>
        <translation>
            <numerusform>另有 %n 处未列出：请在上方为它们统一选择一方。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 decided</source>
        <translation>已决定 %1 处，共 %2 处</translation>
    </message>
    <message>
        <source>&amp;Apply and Save</source>
        <translation>应用并保存(&amp;A)</translation>
    </message>
    <message>
        <source>Put the merged text in the place of yours and save it; undo brings yours back</source>
        <translation>用合并后的文本取代您的并保存；撤销可恢复您的文本</translation>
    </message>
</context>
<context>
    <name>retune::MessageBar</name>
    <message>
        <source>Close this message (Esc)</source>
        <translation>关闭此消息 (Esc)</translation>
    </message>
</context>
<context>
    <name>retune::NameForm</name>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>retune::NumberDrag</name>
    <message>
        <source>Shift: finer   Ctrl: coarser   Esc: put the value back</source>
        <translation>Shift：更细   Ctrl：更粗   Esc：恢复原值</translation>
    </message>
</context>
<context>
    <name>retune::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>外观(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Folders</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>File &amp;Names</source>
        <translation>文件名(&amp;N)</translation>
    </message>
    <message>
        <source>L&amp;anguage:</source>
        <translation>语言(&amp;A)：</translation>
    </message>
    <message>
        <source>The window speaks it when Retune starts the next time.</source>
        <translation>下次启动 Retune 时窗口改用此语言。</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>主题(&amp;T)：</translation>
    </message>
    <message>
        <source>Text &amp;size:</source>
        <translation>文字大小(&amp;S)：</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source>Of the texts of files; Ctrl and the wheel of the mouse change it for a while</source>
        <translation>文件文本的大小；按住 Ctrl 并滚动鼠标滚轮可临时更改</translation>
    </message>
    <message>
        <source>&amp;Watch with:</source>
        <translation>监视方式(&amp;W)：</translation>
    </message>
    <message>
        <source>Largest f&amp;ile:</source>
        <translation>最大文件(&amp;I)：</translation>
    </message>
    <message>
        <source>Edits:</source>
        <translation>编辑：</translation>
    </message>
    <message>
        <source>Live code:</source>
        <translation>运行代码：</translation>
    </message>
    <message>
        <source>The largest file and the limits of the history hold for folders that are opened from now on.</source>
        <translation>最大文件和历史的限制适用于从现在起打开的文件夹。</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Larger files are listed as a problem and not read</source>
        <translation>更大的文件会列为问题，不会读取</translation>
    </message>
    <message>
        <source>History:</source>
        <translation>历史：</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>&amp;Kept for:</source>
        <translation>保留时间(&amp;K)：</translation>
    </message>
    <message>
        <source>&amp;Up to:</source>
        <translation>最多(&amp;U)：</translation>
    </message>
    <message>
        <source>What is older goes</source>
        <translation>更早的会被移除</translation>
    </message>
    <message>
        <source>For each folder; the oldest goes when it is more</source>
        <translation>每个文件夹的上限；超出时移除最早的</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Formats by name</source>
        <translation>按名称确定的格式</translation>
    </message>
    <message>
        <source>The name alone says what is a settings file and how it is read; of several rows that fit, the first counts.</source>
        <translation>仅凭名称决定哪些是设置文件以及如何读取；有多行匹配时，以第一行为准。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>retune::ProblemLine</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1（另有 %n 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>警告：%1</translation>
    </message>
</context>
<context>
    <name>retune::ProblemsModel</name>
    <message>
        <source>(the folder)</source>
        <translation>（文件夹）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>retune::ProblemsPane</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Write a file in a temporary folder, and measure until it is seen</source>
        <translation>在临时文件夹中写入一个文件，并测量看到它所需的时间</translation>
    </message>
    <message>
        <source>Test Watching</source>
        <translation>测试监视</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Every file of the folder is in force.</source>
        <translation>此文件夹的每个文件都已生效。</translation>
    </message>
    <message>
        <source>No folder open</source>
        <translation>未打开文件夹</translation>
    </message>
    <message>
        <source>testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>&amp;Show the place</source>
        <translation>显示位置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy problem</source>
        <translation>复制问题(&amp;C)</translation>
    </message>
</context>
<context>
    <name>retune::Program</name>
    <message>
        <source>expected a folder to run it in, found none at %1</source>
        <translation>应有供其运行的文件夹，%1 处却没有</translation>
    </message>
    <message>
        <source>%1 is not executable</source>
        <translation>%1 不可执行</translation>
    </message>
    <message>
        <source>%1 cannot be run: %2</source>
        <translation>无法运行 %1：%2</translation>
    </message>
    <message>
        <source>expected a program, found no file %1</source>
        <translation>应为程序，却没有文件 %1</translation>
    </message>
    <message>
        <source>expected a program, found no %1 in PATH</source>
        <translation>应为程序，PATH 中却没有 %1</translation>
    </message>
    <message>
        <source>its output cannot be read: %1</source>
        <translation>无法读取其输出：%1</translation>
    </message>
</context>
<context>
    <name>retune::PutBackEdits</name>
    <message>
        <source>The folder is as of then already.</source>
        <translation>文件夹已经是当时的样子。</translation>
    </message>
    <message>
        <source>put back as of %1</source>
        <translation>已恢复到 %1 的版本</translation>
    </message>
    <message>
        <source>%1 is as of %2 again. Save it, or take that back with Undo.</source>
        <translation>%1 已恢复到 %2 的版本。请保存它，或用“撤销”收回。</translation>
    </message>
    <message>
        <source>%1 is as of %2 already, or cannot be edited.</source>
        <translation>%1 已经是 %2 的版本，或者无法编辑。</translation>
    </message>
    <message>
        <source>%1 cannot be edited.</source>
        <translation>%1 无法编辑。</translation>
    </message>
    <message>
        <source>These lines of %1 have changed since; put them back in the text.</source>
        <translation>%1 的这些行此后已更改；请在文本中恢复它们。</translation>
    </message>
    <message>
        <source>put lines back</source>
        <translation>恢复行</translation>
    </message>
    <message>
        <source>The lines of %1 are as before again. Save it, or take that back with Undo.</source>
        <translation>%1 的这些行已恢复原样。请保存它，或用“撤销”收回。</translation>
    </message>
    <message>
        <source>The lines of %1 are as before already.</source>
        <translation>%1 的这些行已经与之前相同。</translation>
    </message>
    <message>
        <source>put %1 back as before %2</source>
        <translation>已将 %1 恢复到 %2 之前</translation>
    </message>
    <message>
        <source>%1 is as before %2 again. Save it, or take that back with Undo.</source>
        <translation>%1 已恢复到 %2 之前的样子。请保存它，或用“撤销”收回。</translation>
    </message>
    <message>
        <source>put the folder back as of %1</source>
        <translation>已将文件夹恢复到 %1 的版本</translation>
    </message>
    <message>
        <source>These cannot be edited: %1.</source>
        <translation>这些文件无法编辑：%1。</translation>
    </message>
    <message>
        <source>Take Back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>The text of 1 file is as it was then, and not saved; files that came later stay.</source>
        <translation>1 个文件的文本已回到当时的样子，尚未保存；之后出现的文件保持不变。</translation>
    </message>
    <message numerus="yes">
        <source>The texts of %n files are as they were then, and not saved; files that came later stay.</source>
        <translation>
            <numerusform>%n 个文件的文本已回到当时的样子，尚未保存；之后出现的文件保持不变。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>retune::ReadingProgress</name>
    <message>
        <source>1 folder looked through</source>
        <translation>已查看 1 个文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%1 folders looked through</source>
        <translation>
            <numerusform>已查看 %1 个文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 files</source>
        <translation>
            <numerusform>%1 / %2 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading of the folder</source>
        <translation>读取文件夹</translation>
    </message>
    <message>
        <source>Do not read the rest of this folder, and go back to the one before</source>
        <translation>不读取此文件夹的其余部分，返回之前的文件夹</translation>
    </message>
</context>
<context>
    <name>retune::ReloadComparison</name>
    <message>
        <source>Show secrets in the comparison</source>
        <translation>在比较中显示机密</translation>
    </message>
</context>
<context>
    <name>retune::ReloadListModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>By</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>retune::ReloadText</name>
    <message>
        <source>%1, %2
</source>
        <translation>%1，%2
</translation>
    </message>
    <message>
        <source>%1 (changed)</source>
        <translation>%1（已更改）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>read for the first time</source>
        <translation>首次读取</translation>
    </message>
    <message>
        <source>code changed</source>
        <translation>代码已更改</translation>
    </message>
    <message>
        <source>no value changed, only comments or layout</source>
        <translation>没有值改变，只有注释或版式</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1，另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>found at the opening</source>
        <translation>打开时发现</translation>
    </message>
    <message>
        <source>Retune</source>
        <translation>Retune</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>另一个程序</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>(covered, as long as it cannot be read)
</source>
        <translation>（在无法读取期间保持遮盖）
</translation>
    </message>
    <message>
        <source>file removed</source>
        <translation>文件已移除</translation>
    </message>
    <message>
        <source>file is there again</source>
        <translation>文件已恢复存在</translation>
    </message>
    <message>
        <source>%1, revision r%2</source>
        <translation>%1，修订 r%2</translation>
    </message>
    <message>
        <source>%1, kept in the history as %2</source>
        <translation>%1，历史记录中为 %2</translation>
    </message>
    <message>
        <source>%1:  %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>retune::RunBar</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close this bar (Esc); the program runs on</source>
        <translation>关闭此栏 (Esc)；程序继续运行</translation>
    </message>
    <message>
        <source>Run a program</source>
        <translation>运行程序</translation>
    </message>
    <message>
        <source>A command, such as python3 loop.py</source>
        <translation>命令，例如 python3 loop.py</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>A program and its arguments, run in the folder that is open. Words are quoted as in a shell; the arrow keys bring earlier commands back.</source>
        <translation>程序及其参数，在打开的文件夹中运行。词语的引号用法与 shell 相同；方向键可调出以前的命令。</translation>
    </message>
    <message>
        <source>End the program and all that it started; a second time: at once</source>
        <translation>结束程序及其启动的一切；再按一次：立即结束</translation>
    </message>
    <message>
        <source>&amp;Run:</source>
        <translation>运行(&amp;R)：</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Run this command in the folder that is open (Enter)</source>
        <translation>在打开的文件夹中运行此命令（Enter）</translation>
    </message>
    <message>
        <source>End the program and run this command (Enter)</source>
        <translation>结束程序并运行此命令（Enter）</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>强制结束</translation>
    </message>
    <message>
        <source>State of the program: %1</source>
        <translation>程序状态：%1</translation>
    </message>
</context>
<context>
    <name>retune::SelectedRows</name>
    <message numerus="yes">
        <source>%n values are selected: an edit changes all of them.</source>
        <translation>
            <numerusform>已选择 %n 个值：一次编辑会更改全部。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are selected, not all of them values of one type: an edit changes the current one alone.</source>
        <translation>
            <numerusform>已选择 %n 行，并非都是同一类型的值：编辑只更改当前行。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>No other file in sight has %1.</source>
        <translation>当前显示的其他文件都没有 %1。</translation>
    </message>
    <message>
        <source>A secret value is on the clipboard now.</source>
        <translation>剪贴板中现在有一个机密值。</translation>
    </message>
</context>
<context>
    <name>retune::SettingsMenu</name>
    <message>
        <source>Swi&amp;tch</source>
        <translation>切换(&amp;T)</translation>
    </message>
    <message>
        <source>Edit Va&amp;lue</source>
        <translation>编辑值(&amp;L)</translation>
    </message>
    <message>
        <source>Cove&amp;r Value</source>
        <translation>遮盖值(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Uncover Value</source>
        <translation>显示被遮盖的值(&amp;U)</translation>
    </message>
    <message>
        <source>Show &amp;in Text</source>
        <translation>在文本中显示(&amp;I)</translation>
    </message>
    <message>
        <source>Chan&amp;ge Type</source>
        <translation>更改类型(&amp;G)</translation>
    </message>
    <message>
        <source>Empty %1</source>
        <translation>空的%1</translation>
    </message>
</context>
<context>
    <name>retune::SettingsModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>nothing can be edited here</source>
        <translation>此处没有可编辑的内容</translation>
    </message>
    <message>
        <source>There is a key %1 already.</source>
        <translation>已有键 %1。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>retune::SettingsPane</name>
    <message>
        <source>Filter names and values</source>
        <translation>筛选名称和值</translation>
    </message>
    <message>
        <source>No folder open</source>
        <translation>未打开文件夹</translation>
    </message>
    <message>
        <source>Open a folder of settings files, or drop one here.</source>
        <translation>打开含有设置文件的文件夹，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>Open Folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Reading the folder…</source>
        <translation>正在读取文件夹…</translation>
    </message>
    <message>
        <source>No settings files in this folder</source>
        <translation>此文件夹中没有设置文件</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>No file name, key or value holds all of: %1</source>
        <translation>没有文件名、键或值含有全部词语：%1</translation>
    </message>
    <message>
        <source>Shows the settings in which all words are found: in the file name, the key or the value. “is:changed” and other conditions can stand among them: Ctrl+Space lists them. Esc shows everything again.</source>
        <translation>显示文件名、键或值中含有所有词语的设置。其间可加入“is:changed”等条件：按 Ctrl+Space 列出它们。按 Esc 重新显示全部。</translation>
    </message>
    <message>
        <source>No setting is all of: %1</source>
        <translation>没有设置符合全部条件：%1</translation>
    </message>
    <message>
        <source>New Settings File…</source>
        <translation>新建设置文件…</translation>
    </message>
    <message>
        <source>Retune reads names such as *.json, *.toml, *.yaml, *.ini, .env and *setting*.py. Edit ▸ Preferences ▸ File Names lists them all.</source>
        <translation>Retune 读取诸如 *.json、*.toml、*.yaml、*.ini、.env 和 *setting*.py 之类的文件名。“编辑 ▸ 首选项 ▸ 文件名”列出全部。</translation>
    </message>
    <message>
        <source>Show Everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>The edit was undone except in %1: a later edit stands in the way there. Undo that one first.</source>
        <translation>该编辑已撤销，但 %1 除外：那里有后来的编辑，请先撤销它。</translation>
    </message>
    <message>
        <source>The edit was made again except in %1: a later edit stands in the way there.</source>
        <translation>该编辑已重做，但 %1 除外：那里有后来的编辑。</translation>
    </message>
</context>
<context>
    <name>retune::SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>%1 was removed while you were typing; what you typed has no place now.</source>
        <translation>您输入时 %1 已被删除，所输入的内容没有写入。</translation>
    </message>
    <message>
        <source>%1 was removed while you were typing; what you typed has no place now: “%2”.</source>
        <translation>您输入时 %1 已被删除，所输入的内容没有写入：“%2”。</translation>
    </message>
</context>
<context>
    <name>retune::ShortcutList</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>In the tree of settings</source>
        <translation>在设置树中</translation>
    </message>
    <message>
        <source>Edit the value</source>
        <translation>编辑值</translation>
    </message>
    <message>
        <source>Switch on or off</source>
        <translation>打开或关闭</translation>
    </message>
    <message>
        <source>Leave the value as it was</source>
        <translation>使值保持原样</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>在日志中</translation>
    </message>
    <message>
        <source>Next hit of the search</source>
        <translation>下一个搜索匹配</translation>
    </message>
    <message>
        <source>Show what a row is about</source>
        <translation>显示该行所指内容</translation>
    </message>
    <message>
        <source>Go to the newest row and follow</source>
        <translation>转到最新的行并跟随</translation>
    </message>
    <message>
        <source>In the text and the changes of a file</source>
        <translation>在文件的文本和更改中</translation>
    </message>
    <message>
        <source>Go to the other tab</source>
        <translation>转到另一个标签页</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>Show the context menu</source>
        <translation>显示上下文菜单</translation>
    </message>
</context>
<context>
    <name>retune::StatusLine</name>
    <message>
        <source>%1: no events to be had</source>
        <translation>%1：无法获得事件</translation>
    </message>
    <message>
        <source>watching 1 file (%1)</source>
        <translation>正在监视 1 个文件（%1）</translation>
    </message>
    <message numerus="yes">
        <source>watching %n files (%1)</source>
        <translation>
            <numerusform>正在监视 %n 个文件（%1）</numerusform>
        </translation>
    </message>
    <message>
        <source>1 folder scanned (%1)</source>
        <translation>定期扫描 1 个文件夹（%1）</translation>
    </message>
    <message numerus="yes">
        <source>%n folders scanned (%1)</source>
        <translation>
            <numerusform>定期扫描 %n 个文件夹（%1）</numerusform>
        </translation>
    </message>
    <message>
        <source>1 folder is watched (%1)</source>
        <translation>监视 1 个文件夹（%1）</translation>
    </message>
    <message numerus="yes">
        <source>%n folders are watched (%1)</source>
        <translation>
            <numerusform>监视 %n 个文件夹（%1）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The system&apos;s queue of events ran over (%n times); everything was looked at again.</source>
        <translation>
            <numerusform>系统的事件队列溢出（%n 次）；已重新查看全部内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>some folders are looked at only now and then</source>
        <translation>有些文件夹只偶尔查看</translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>修订 %1</translation>
    </message>
    <message>
        <source>last reload %1</source>
        <translation>上次重新加载 %1</translation>
    </message>
    <message>
        <source>mixed line ends</source>
        <translation>行尾混用</translation>
    </message>
    <message>
        <source>UTF-8 with BOM</source>
        <translation>带 BOM 的 UTF-8</translation>
    </message>
    <message>
        <source>not UTF-8</source>
        <translation>不是 UTF-8</translation>
    </message>
    <message>
        <source>Format, line ends and encoding of the file that is shown</source>
        <translation>所显示文件的格式、行尾和编码</translation>
    </message>
    <message>
        <source>Show the list of problems</source>
        <translation>显示问题列表</translation>
    </message>
    <message>
        <source>no folder open</source>
        <translation>未打开文件夹</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 个问题</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Where the cursor is in the text; Ctrl+G goes to a line</source>
        <translation>光标在文本中的位置；Ctrl+G 转到某行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 正在运行</translation>
    </message>
    <message>
        <source>%1 runs in this folder: show the bar that it is stopped with</source>
        <translation>%1 正在此文件夹中运行：显示用来停止它的栏</translation>
    </message>
</context>
<context>
    <name>retune::TextActions</name>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>Move what is selected to the clipboard</source>
        <translation>把选中的内容移到剪贴板</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>复制选中的内容</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Put in what the clipboard holds</source>
        <translation>插入剪贴板的内容</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Select all of the text or list with the focus</source>
        <translation>选中有焦点的文本或列表的全部内容</translation>
    </message>
    <message>
        <source>F&amp;ind in Text…</source>
        <translation>在文本中查找(&amp;I)…</translation>
    </message>
    <message>
        <source>Find in the text of the file</source>
        <translation>在文件的文本中查找</translation>
    </message>
    <message>
        <source>Rep&amp;lace in Text…</source>
        <translation>在文本中替换(&amp;L)…</translation>
    </message>
    <message>
        <source>Find in the text of the file and put something else there</source>
        <translation>在文件的文本中查找并替换</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next hit in the text</source>
        <translation>转到文本中的下一个匹配</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the hit before in the text</source>
        <translation>转到文本中的上一个匹配</translation>
    </message>
    <message>
        <source>&amp;Go to Line…</source>
        <translation>转到行(&amp;G)…</translation>
    </message>
    <message>
        <source>Go to a line of the text</source>
        <translation>转到文本的某一行</translation>
    </message>
    <message>
        <source>La&amp;rger Text</source>
        <translation>放大文字(&amp;R)</translation>
    </message>
    <message>
        <source>Make the text of the file larger</source>
        <translation>放大文件的文字</translation>
    </message>
    <message>
        <source>S&amp;maller Text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>Make the text of the file smaller</source>
        <translation>缩小文件的文字</translation>
    </message>
    <message>
        <source>&amp;Usual Text Size</source>
        <translation>默认文字大小(&amp;U)</translation>
    </message>
    <message>
        <source>Show the text in the size of the system</source>
        <translation>以系统的大小显示文字</translation>
    </message>
</context>
<context>
    <name>retune::TextMirror</name>
    <message>
        <source>the file is no text</source>
        <translation>此文件不是文本</translation>
    </message>
    <message>
        <source>Read-only: %1</source>
        <translation>只读：%1</translation>
    </message>
    <message>
        <source>Read-only: the text is long. Its first %1 of %2 are shown; edit its values in the tree</source>
        <translation>只读：文本很长。显示 %2 中的前 %1；请在树中编辑其值</translation>
    </message>
</context>
<context>
    <name>retune::TextPopup</name>
    <message>
        <source>Ctrl+Enter keeps the text, Esc leaves it as it was</source>
        <translation>Ctrl+Enter 保留文本，Esc 使其保持原样</translation>
    </message>
    <message>
        <source>Text of several lines</source>
        <translation>多行文本</translation>
    </message>
</context>
<context>
    <name>retune::TextView</name>
    <message>
        <source>Text of the file</source>
        <translation>文件的文本</translation>
    </message>
</context>
<context>
    <name>retune::ValueActions</name>
    <message>
        <source>Choose C&amp;olour…</source>
        <translation>选择颜色(&amp;O)…</translation>
    </message>
    <message>
        <source>Choose another colour for a value that spells one</source>
        <translation>为表示颜色的值选择另一种颜色</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制一份(&amp;D)</translation>
    </message>
    <message>
        <source>Copy the current row with everything below it, under a name of its own</source>
        <translation>以单独的名称复制当前行及其下的全部内容</translation>
    </message>
    <message>
        <source>Select Same &amp;Key in All Files</source>
        <translation>在所有文件中选择同一个键(&amp;K)</translation>
    </message>
    <message>
        <source>Select this key in every file that has it, to edit all of them at once</source>
        <translation>在每个含有此键的文件中选择它，以便一次全部编辑</translation>
    </message>
    <message>
        <source>&amp;Copy Row</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected rows as text; secret values stay covered</source>
        <translation>将所选行复制为文本；机密值仍被遮盖</translation>
    </message>
    <message>
        <source>Copy where the value is in its file, or the name of the file</source>
        <translation>复制值在其文件中的位置，或文件的名称</translation>
    </message>
    <message>
        <source>Copy &amp;Value</source>
        <translation>复制值(&amp;V)</translation>
    </message>
    <message>
        <source>Copy the selected values as programs see them</source>
        <translation>按程序看到的样子复制所选的值</translation>
    </message>
    <message>
        <source>Copy Secret &amp;Value</source>
        <translation>复制机密值(&amp;V)</translation>
    </message>
    <message>
        <source>E&amp;xplain This Value</source>
        <translation>解释此值(&amp;X)</translation>
    </message>
    <message>
        <source>Tell where the value stands, what changed it last, and what it was before</source>
        <translation>说明此值的位置、最近由什么更改，以及之前是什么</translation>
    </message>
    <message>
        <source>&amp;Copy Row, Secrets Covered</source>
        <translation>复制行，遮盖机密(&amp;C)</translation>
    </message>
    <message>
        <source>Say which files a program reads over one another, so that Explain knows what counts</source>
        <translation>指明程序把哪些文件一层层叠加读取，以便“解释此值”知道以哪个为准</translation>
    </message>
    <message>
        <source>Cop&amp;y Key Path</source>
        <translation>复制键路径(&amp;Y)</translation>
    </message>
    <message>
        <source>Layer&amp;s…</source>
        <translation>层(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>retune::ValueDelegate</name>
    <message>
        <source>Name of %1</source>
        <translation>%1 的名称</translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>%1 的值</translation>
    </message>
    <message>
        <source>This text holds characters that can only be edited in the file&apos;s text</source>
        <translation>此文本含有只能在文件文本中编辑的字符</translation>
    </message>
    <message>
        <source>%1 has become “%2” while you were typing. Enter puts your text in its place, Esc leaves it.</source>
        <translation>您输入期间，%1 已变为“%2”。按 Enter 用您的文本取代它，按 Esc 保留它。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>A key %2 does not say that its value is secret: what %1 covers would be shown here, in the log and in the changes. Enter renames it all the same, Esc leaves it.</source>
        <translation>键名 %2 没有表明其值是机密：%1 所遮盖的内容将显示在这里、日志和更改中。按 Enter 仍然重命名，按 Esc 放弃。</translation>
    </message>
</context>
<context>
    <name>retune::ValueExplainer</name>
    <message>
        <source>The file is gone; its last values stay in force.</source>
        <translation>文件已不在；其最后的值仍然生效。</translation>
    </message>
    <message>
        <source>%1 is no longer in the folder. What follows is as it was.</source>
        <translation>%1 已不在此文件夹中。以下是之前的情况。</translation>
    </message>
    <message>
        <source>The filter of the tree leaves this value out now. What follows is as it was.</source>
        <translation>此值现在被树的筛选隐藏。以下是之前的情况。</translation>
    </message>
    <message>
        <source>This key is no longer in %1. What follows is as it was.</source>
        <translation>%1 中已没有此键。以下是之前的情况。</translation>
    </message>
</context>
<context>
    <name>retune::WindowDialogs</name>
    <message>
        <source>About Retune</source>
        <translation>关于 Retune</translation>
    </message>
    <message>
        <source>Retune %1</source>
        <translation>Retune %1</translation>
    </message>
    <message>
        <source>Change the settings of running programs and see it happen.

© 2026 The Retune authors. Free to use, change and pass on under the MIT licence, without any warranty.

Runs with Qt %1.</source>
        <translation>更改运行中程序的设置，并亲眼看到它生效。

© 2026 The Retune authors。可按 MIT 许可证自由使用、修改和传播，不附带任何担保。

使用 Qt %1 运行。</translation>
    </message>
</context>
<context>
    <name>retune::WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>打开最近的文件夹(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Worker</source>
        <translation>工作程序(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>No folder was opened yet</source>
        <translation>尚未打开过文件夹</translation>
    </message>
    <message>
        <source>W&amp;atch With</source>
        <translation>监视方式(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Forget These</source>
        <translation>忘记这些(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Setting</source>
        <translation>设置项(&amp;S)</translation>
    </message>
    <message>
        <source>Put &amp;Back</source>
        <translation>恢复(&amp;B)</translation>
    </message>
</context>
<context>
    <name>retune::WorkspaceLink</name>
    <message>
        <source>on disk: %1</source>
        <translation>磁盘上：%1</translation>
    </message>
    <message>
        <source>%1 is no longer in the folder</source>
        <translation>%1 已不在此文件夹中</translation>
    </message>
    <message>
        <source>The text of %1 cannot be read and has to be repaired first: %2 %3</source>
        <translation>%1 的文本无法读取，须先修复：%2 %3</translation>
    </message>
</context>
</TS>
