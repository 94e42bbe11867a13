namespace ApSpec.RealDriver.Tests.Run;

/// <summary>A driver around which the AP bus is ApSpec's, since its tree lacks one file of its own; built when first asked for.</summary>
public sealed class AssumedBus : IDisposable
{
    /// <summary>The file that the tree lacks.</summary>
    public const string Missing = "drivers/s390/crypto/ap_card.c";

    private readonly Lazy<(EditedTree Tree, LoadedDriver Driver)> made = new(() =>
    {
        var tree = new EditedTree("6.12");
        File.Delete(Path.Combine(tree.Root, Missing));
        return (tree, tree.Load());
    });

    internal LoadedDriver Driver => made.Value.Driver;

    public void Dispose()
    {
        if (!made.IsValueCreated)
            return;
        made.Value.Driver.Dispose();
        made.Value.Tree.Dispose();
    }
}
