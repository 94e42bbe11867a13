namespace ApSpec.Vocabulary;

/// <content>Words of operands whose values have names of their own.</content>
internal static partial class OperandText
{
    private const string ReadOnly = "readonly";
    private const string SecondVcpu = "vcpu=1";

    // The id that an attribute of the mdev is given.
    private static byte StoredId(in Operation op) =>
        op.Kind is OperationKind.AssignAdapter or OperationKind.UnassignAdapter ? op.Apid.Value : op.Apqi.Value;

    private static TextForm? WrittenOf(string word, byte id) =>
        Find(word, Enum.GetValues<TextForm>().Where(form => form != TextForm.Plain), form => $"as=\"{NumberText.Escaped(form, id)}\"");

    private static T? Find<T>(string word, IEnumerable<T> values, Func<T, string> wordOf)
        where T : struct
    {
        foreach (var value in values)
        {
            if (wordOf(value) == word)
                return value;
        }

        return null;
    }

    private static string FileWord(SysfsFile file) => Snake(file.ToString());

    private static string Snake(string name) =>
        string.Concat(name.Select((c, at) => char.IsUpper(c) ? $"{(at == 0 ? "" : "_")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string OverrideWord(QueueOverride name) => name == QueueOverride.VfioAp ? "vfio_ap" : Word(name);

    private static QueueOverride? OverrideOf(string word) => Find(word, Enum.GetValues<QueueOverride>(), OverrideWord);
}
