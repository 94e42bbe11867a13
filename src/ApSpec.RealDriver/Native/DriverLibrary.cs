using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary>
/// A compiled driver, loaded into this process. Its state is global, so one system at a time runs on it. A second driver in the same
/// process needs a second file.
/// </summary>
public sealed unsafe class DriverLibrary
{
    private readonly NativeApi* api;

    private DriverLibrary(string path, NativeApi* api)
    {
        Path = path;
        this.api = api;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the tree has.</summary>
    public DriverFeatures Features => api->Features;

    internal NativeApi* Api => api;

    /// <summary>The system that runs on the library now.</summary>
    internal object? Owner { get; set; }

    /// <summary>Loads a library; null with an error text when it cannot be loaded or is not of this version.</summary>
    public static DriverLibrary? Load(string path, out string error)
    {
        error = "";
        if (!NativeLibrary.TryLoad(path, out var handle))
        {
            error = $"{path} cannot be loaded";
            return null;
        }

        if (!NativeLibrary.TryGetExport(handle, "apx_api", out var symbol))
        {
            error = $"{path} is not a driver library: it has no apx_api";
            return null;
        }

        var api = ((delegate* unmanaged<NativeApi*>)symbol)();
        if (api->Abi != NativeApi.AbiExpected || api->Size != (uint)sizeof(NativeApi))
        {
            error = $"{path}: interface {api->Abi} of {api->Size} bytes, expected {NativeApi.AbiExpected} of {sizeof(NativeApi)}";
            return null;
        }

        api->Start();
        return new DriverLibrary(path, api);
    }
}
