using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>What the kernel core knows of an mdev beyond the ledger.</summary>
internal sealed class HiddenMdevFields
{
    public HiddenMdevFields(LayoutBuilder b, int mdev)
    {
        b.Of(EntityKind.Mdev, mdev);
        Drvdata = b.Add("drvdata", FieldKind.MdevPointer, b.Scope.Mdevs, "what the mdev device's driver data names");
        OnList = b.Add("on_list", FieldKind.Flag, 1, "it is on the driver's list");
    }

    public Field Drvdata { get; }

    public Field OnList { get; }
}
