namespace ApSpec.Vocabulary;

/// <content>Operands of what is read and written as text.</content>
internal static partial class OperandText
{
    // The id that an attribute of the mdev is given.
    private static byte StoredId(in Operation op) =>
        op.Kind is OperationKind.AssignAdapter or OperationKind.UnassignAdapter ? op.Apid.Value : op.Apqi.Value;

    private static TextForm? WrittenOf(string word, byte id) =>
        Find(word, Enum.GetValues<TextForm>().Where(form => form != TextForm.Plain), form => $"as=\"{NumberText.Of(form, id)}\"");

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
}
